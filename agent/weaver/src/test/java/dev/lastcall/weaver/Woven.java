package dev.lastcall.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Classes of this JVM defined a second time, woven, and a bridge that records what reaches it. */
final class Woven {
    /** One call of the bridge. */
    record Reached(String call, Object key, Object detail) {}

    /** Answers for what the table calls so; null lets the method run. */
    private final Function<Reached, Object> answers;

    private final List<PointRow> numbered = new ArrayList<>();
    final List<Reached> reached = new ArrayList<>();
    int stirs;

    Woven(Function<Reached, Object> answers) {
        this.answers = answers;
    }

    /** A row of a table, with the columns method, when, passes, calls, and perhaps gated. */
    static PointRow row(Class<?> type, String row) {
        String[] columns = row.split("\\s+");
        LineRow line = new LineRow("test", "dev.lastcall.test.Test");
        return new PointRow(
                line,
                type.getName(),
                columns[0],
                PointRow.When.valueOf(columns[1].toUpperCase(java.util.Locale.ROOT)),
                columns[2],
                columns[3],
                columns.length > 4);
    }

    Class<?> define(Class<?> type, String... rows) throws Exception {
        List<PointRow> points = Arrays.stream(rows).map(row -> row(type, row)).toList();
        return define(type, weave().weave(null, bytesOf(type), points));
    }

    Class<?> define(Class<?> type, byte[] woven) throws Exception {
        ClassLoader loader = new ClassLoader(type.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(type.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, woven, 0, woven.length);
            }
        };
        Bridge.use(this);
        return Class.forName(type.getName(), true, loader);
    }

    void closeGate() {
        Bridge.closeGate();
    }

    Weave weave() {
        return new Weave(new Weave.Numbers() {
            @Override
            public int issue(ClassLoader loader, PointRow row) {
                numbered.add(row);
                return numbered.size() - 1;
            }
        });
    }

    static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static final class Bridge extends LastCall {
        private final Woven woven;

        Bridge(Woven woven) {
            this.woven = woven;
        }

        static void use(Woven woven) {
            Bridge bridge = new Bridge(woven);
            install(bridge);
            for (int number = 0; number < TARGETS; number++) {
                target(number, new Target() {
                    @Override
                    public Object reached(Class<?> type, int number, Object key, Object detail) {
                        return bridge.onReached(type, number, key, detail);
                    }
                });
            }
            listen(true);
            awake(false);
        }

        static void closeGate() {
            awake(true);
        }

        @Override
        protected Object onReached(Class<?> type, int number, Object key, Object detail) {
            Reached one = new Reached(woven.numbered.get(number).call, key, detail);
            woven.reached.add(one);
            return woven.answers.apply(one);
        }

        @Override
        protected Object onFailed(int number, Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        protected void onStir() {
            woven.stirs++;
        }
    }
}
