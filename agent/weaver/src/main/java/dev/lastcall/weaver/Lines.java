package dev.lastcall.weaver;

import dev.lastcall.core.Core;
import dev.lastcall.core.Privileged;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;

/**
 * The living library lines: one for each loader that defined a woven class of the library, and for each prefix under which
 * it has a relocated copy.
 *
 * <p>A line refers to its library, so whatever holds a line strongly holds the application's loader. The only strong
 * holder is therefore a {@link ClassValue} on the woven classes themselves, which dies with them; this table is weak in
 * the loader and in the line.
 */
final class Lines {

    private static final Object BOOT = new Object();

    private static final String CORE = "dev.lastcall.core.";

    /** What nobody needs who has declared nothing. A drain without a plan touches none of it, which a test proves. */
    private static final String[] OF_PLANS = {CORE + "plan.", CORE + "action.", CORE + "count."};

    private final Core core;
    private final AgentClasses agent;
    private final Modules modules;
    private boolean preloading;
    private final Map<Object, Map<LineRow, WeakReference<Line>>> byLoader =
            new WeakHashMap<Object, Map<LineRow, WeakReference<Line>>>();
    private final ClassValue<List<Object>> held = new ClassValue<List<Object>>() {
        @Override
        protected List<Object> computeValue(Class<?> woven) {
            return Collections.synchronizedList(new ArrayList<Object>());
        }
    };

    Lines(Core core, AgentClasses agent, Modules modules) {
        this.core = core;
        this.agent = agent;
        this.modules = modules;
    }

    /** The code behind a point of a woven class. It lives as long as that class. */
    Point bind(final Class<?> woven, final PointRow row) throws Throwable {
        return Privileged.call(new Callable<Point>() {
            @Override
            public Point call() throws Exception {
                return bindUnasked(woven, row);
            }
        });
    }

    private Point bindUnasked(Class<?> woven, PointRow row) throws Exception {
        Line line = lineOf(woven, row.line);
        Point point = line.point(row.call);
        if (point == null) {
            throw new IllegalArgumentException(row.line.className + " knows no point \"" + row.call + "\"");
        }
        List<Object> holder = held.get(woven);
        holder.add(line);
        holder.add(point);
        return point;
    }

    /** Tells every living line to find what existed before it. */
    void adopt() {
        for (Line line : living()) {
            line.adopt();
        }
    }

    private synchronized List<Line> living() {
        List<Line> living = new ArrayList<Line>();
        for (Map<LineRow, WeakReference<Line>> lines : byLoader.values()) {
            for (WeakReference<Line> reference : lines.values()) {
                Line line = reference.get();
                if (line != null) {
                    living.add(line);
                }
            }
        }
        return living;
    }

    /**
     * Loads what a drain may need of the core and of the lines, those to come too: by then the agent's jar may have been
     * replaced.
     */
    void preload() {
        preload(CORE, agent.loader());
        List<Line> living;
        synchronized (this) {
            preloading = true;
            living = living();
        }
        for (Line line : living) {
            preload((LineLoader) line.getClass().getClassLoader());
        }
    }

    private void preload(LineLoader loader) {
        for (String prefix : loader.packages()) {
            preload(prefix, loader);
        }
    }

    private void preload(String packagePrefix, ClassLoader loader) {
        for (String name : agent.namesIn(packagePrefix)) {
            if (core.declared() == null && isOfPlans(name)) {
                continue;
            }
            try {
                Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError notHere) {
                core.debug("preloading " + name, notHere); // such as a class for another version of the library
            }
        }
    }

    private static boolean isOfPlans(String className) {
        for (String prefix : OF_PLANS) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the line of a JDK class now: it adopts what exists before any of its points is reached. */
    void bindBoot(PointRow row) throws Throwable {
        Class<?> woven = Class.forName(row.className, false, null);
        List<Object> holder = held.get(woven);
        Line line = lineOf(woven, row.line);
        if (!holder.contains(line)) {
            holder.add(line);
        }
    }

    private synchronized Line lineOf(Class<?> woven, LineRow row) throws Exception {
        ClassLoader library = woven.getClassLoader();
        Object loaderKey = library == null ? BOOT : library;
        Map<LineRow, WeakReference<Line>> lines = byLoader.get(loaderKey);
        if (lines == null) {
            lines = new HashMap<LineRow, WeakReference<Line>>();
            byLoader.put(loaderKey, lines);
        }
        WeakReference<Line> reference = lines.get(row);
        Line line = reference == null ? null : reference.get();
        if (line == null) {
            line = make(woven, row, library);
            lines.put(row, new WeakReference<Line>(line));
        }
        return line;
    }

    private Line make(Class<?> woven, LineRow row, ClassLoader library) throws Exception {
        LineLoader loader = new LineLoader(row, agent, library);
        modules.letSee(loader, woven, row.opens);
        if (preloading) {
            preload(loader);
        }
        try {
            return (Line) Class.forName(row.className, true, loader)
                    .getConstructor(Core.class)
                    .newInstance(core);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error) {
                throw (Error) thrown.getCause();
            }
            throw (Exception) thrown.getCause();
        }
    }

    /** Forgets what a failed line has counted and registered: the application goes on as without it. */
    void drop(LineRow row) {
        if (row.isDeclared()) {
            core.forgetDeclared(row.name, row.declaredAt);
        } else {
            core.forget("library line " + row, LineLoader.codeOf(row));
        }
    }
}
