package dev.lastcall.weaver;

import dev.lastcall.core.Core;
import dev.lastcall.core.WayOut;
import dev.lastcall.core.gate.Vigil;
import dev.lastcall.weaver.Bindings.Binding;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The agent's end of the bridge: from the number of a point to the typed code behind it. No throwable leaves it: a line
 * that throws is switched off with one warning.
 */
final class Dispatcher extends LastCall implements Weave.Numbers, Vigil.Switch, WayOut.Unasked {

    static final WeakReference<Point> NOT_BOUND = new WeakReference<Point>(null);

    /** The way round by the number, for points that have no code yet, or none any more, or one that must not be held. */
    private static final Target BY_NUMBER = new Target() {
        @Override
        public Object reached(Class<?> woven, int number, Object key, Object detail) {
            return LastCall.reached(woven, number, key, detail);
        }
    };

    private final Core core;
    private final Lines lines;

    private final Bindings bindings = new Bindings();
    private final Map<PointRow, Throwable> heldBack = new LinkedHashMap<PointRow, Throwable>();
    private boolean armed;

    Dispatcher(Core core, Lines lines) {
        this.core = core;
        this.lines = lines;
    }

    /** Takes the bridge: from now on woven code reaches this. */
    void install() {
        for (int number = 0; number < TARGETS; number++) {
            target(number, BY_NUMBER);
        }
        install(this);
        core.nowAndThen(bindings);
    }

    /** Lets the bridge go: woven code costs a null check. */
    synchronized void uninstall() {
        install(null);
        for (int number = 0; number < TARGETS; number++) {
            target(number, BY_NUMBER);
        }
    }

    @Override
    public void exit(int status) {
        exitUnasked(status);
    }

    @Override
    public void halt(int status) {
        haltUnasked(status);
    }

    /** Has those points reached, too, that sleep while the gate is open, or no longer. */
    @Override
    public void turn(boolean awake) {
        awake(awake);
    }

    /** Makes hot paths that nothing counts ring the bell, or stops it. */
    void listenToStirs(boolean on) {
        listen(on);
    }

    /** A low number, which has a target, if requests reach the point all the time. */
    @Override
    public int issue(ClassLoader loader, PointRow row) {
        return bindings.issue(loader, row, !row.isGated && !row.className.startsWith("java."));
    }

    @Override
    protected Object onReached(Class<?> woven, int number, Object key, Object detail) {
        Binding binding = bindings.of(number);
        try {
            Point point = binding.point.get();
            return (point == null ? bind(binding, woven, key) : point).reached(key, detail);
        } catch (Throwable failure) {
            return onFailed(number, failure);
        }
    }

    @Override
    protected Object onFailed(int number, Throwable failure) {
        if (!(failure instanceof VirtualMachineError)) { // else the application's stack or heap is at its end
            switchOff(bindings.of(number).row, failure);
        }
        return null;
    }

    /** For points, which reach the bridge by their targets. */
    static Object pointFailed(int number, Throwable failure) {
        return LastCall.failed(number, failure);
    }

    /** Under the line's lock, as the switching off is: so a line that is off never gets a point back. */
    private Point bind(Binding binding, Class<?> named, Object key) throws Throwable {
        Class<?> woven = named == null ? classOf(key, binding.row) : named;
        Point point = binding.row.line.off ? Off.POINT : lines.bind(woven, binding.row);
        synchronized (binding.row.line) {
            if (binding.row.line.off) {
                binding.point = Off.REFERENCE;
                return Off.POINT;
            }
            binding.point = new WeakReference<Point>(point);
            if (binding.number < TARGETS && staysLoaded(woven)) {
                target(binding.number, point);
            }
            return point;
        }
    }

    /** Of the classes of this object the one that has the point. */
    private static Class<?> classOf(Object key, PointRow row) {
        Class<?> woven = key.getClass();
        while (!woven.getName().equals(row.className)) {
            woven = woven.getSuperclass();
        }
        return woven;
    }

    /** Whether the bridge may hold what refers to this class: others go when their application is undeployed. */
    private static boolean staysLoaded(Class<?> woven) {
        ClassLoader loader = woven.getClassLoader();
        for (ClassLoader each = ClassLoader.getSystemClassLoader(); each != null; each = each.getParent()) {
            if (each == loader) {
                return true;
            }
        }
        return loader == null;
    }

    @Override
    protected void onStir() {
        core.bell().ring();
    }

    /** Passes the line by from now on. Its woven code stays and costs a look at a flag. */
    void switchOff(PointRow row, Throwable failure) {
        LineRow line = row.line;
        synchronized (line) {
            if (line.off) {
                return;
            }
            line.off = true;
            for (Binding binding : bindings.all()) { // those to come look at the flag
                if (binding != null && binding.row.line == line) {
                    binding.point = Off.REFERENCE;
                    if (binding.number < TARGETS) {
                        target(binding.number, BY_NUMBER);
                    }
                }
            }
        }
        try {
            if (!holdsBack(row, failure)) {
                say(row, failure);
            }
            lines.drop(line);
        } catch (Throwable beyondHelp) {
            // nothing more can be done, and the application must not notice
        }
    }

    /**
     * What is only named like a relocated copy is worth a word where there is something to drain, and nowhere else.
     *
     * <p>None is lost or said twice: the flag is read, and the list filled or emptied, under one lock.
     */
    private synchronized boolean holdsBack(PointRow row, Throwable failure) {
        if (armed || !row.line.isCopy() || !(failure instanceof Weave.MissingPoint)) {
            return false;
        }
        heldBack.put(row, failure);
        return true;
    }

    /** There is something to drain. */
    void armed() {
        Map<PointRow, Throwable> unsaid;
        synchronized (this) {
            armed = true;
            unsaid = new LinkedHashMap<PointRow, Throwable>(heldBack);
            heldBack.clear();
        }
        for (Map.Entry<PointRow, Throwable> each : unsaid.entrySet()) {
            say(each.getKey(), each.getValue());
        }
    }

    private void say(PointRow row, Throwable failure) {
        if (row.line.isDeclared()) {
            core.log().warn("{}; this entry of the plan does nothing", described(row, failure));
        } else {
            core.log()
                    .warn(
                            "library line {} is switched off after a failure in {} of {}: {}; what it knows is not drained{}",
                            row.line,
                            row.call,
                            row,
                            failure.toString(),
                            core.gate().isDraining() ? ", and its readiness paths are the application's again" : "");
        }
        core.log().debug("the failure", failure);
    }

    private static String described(PointRow row, Throwable failure) {
        return row.line.name + ": "
                + (failure instanceof Weave.MissingPoint || failure instanceof IllegalArgumentException
                        ? failure.getMessage()
                        : row + ": " + failure);
    }

    /** Where the points of a line that is off lead to, for good. Loaded when the first line is switched off. */
    private static final class Off extends Point {
        static final Point POINT = new Off();
        static final WeakReference<Point> REFERENCE = new WeakReference<Point>(POINT);

        @Override
        public Object reached(Object key, Object detail) {
            return null;
        }
    }
}
