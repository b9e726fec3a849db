package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trivial tasks through the JDK's executors: two JVMs that live side by side take turns. */
final class ExecutorTasks implements Benchmark {
    private static final int TURNS = 10;
    private static final int TASKS_A_TURN = 1_000_000;
    private static final int WARM_UP_TURNS = 2;
    private static final int PAIRS_OF_JVMS = 3; // the compiler decides differently from JVM to JVM
    private static final Duration TURN = Duration.ofMinutes(2);
    private static final int VIRTUAL_THREADS_SINCE = 21;

    @Override
    public void run(Report report, Scale scale) throws Exception {
        Table table = report.table("millions of trivial tasks a second");
        for (String kind : List.of("ThreadPoolExecutor", "ForkJoinPool", "ScheduledThreadPoolExecutor")) {
            measure(table, kind, Jdks.first(), scale);
        }
        Optional<Jdk> young = Jdks.all().stream()
                .filter(jdk -> jdk.version() >= VIRTUAL_THREADS_SINCE)
                .findFirst();
        if (young.isPresent()) {
            measure(table, "virtual threads", young.get(), scale);
        } else {
            System.out.println("executors: virtual threads left out, no JDK " + VIRTUAL_THREADS_SINCE
                    + " or later in -Dlastcall.jdks");
        }
    }

    private static void measure(Table table, String kind, Jdk jdk, Scale scale) throws Exception {
        for (int pair = 0; pair < PAIRS_OF_JVMS; pair++) {
            try (Turns none = Turns.of(Side.NONE, kind, jdk);
                    Turns agent = Turns.of(Side.LAST_CALL, kind, jdk)) {
                List<Turns> both = new ArrayList<>(List.of(none, agent));
                Rounds.interleave(WARM_UP_TURNS, both, Turns::perSecond);
                Rounds.interleave(
                        scale.rounds(TURNS),
                        both,
                        turns -> table.add(kind, turns.side.name(), turns.perSecond() / 1e6));
            }
        }
        table.hold(kind, Side.LAST_CALL.name(), Side.NONE.name(), Target.atLeastTimes(0.98));
    }

    /** One JVM, asked for one turn at a time. */
    private record Turns(Side side, Dialogue dialogue) implements AutoCloseable {
        static Turns of(Side side, String kind, Jdk jdk) throws Exception {
            App app = side.dress(Side.program("Tasks")).jdk(jdk).argument(kind);
            RunningApp running = app.start();
            running.port();
            return new Turns(side, new Dialogue(running));
        }

        double perSecond() throws Exception {
            long nanos = dialogue.ask(Integer.toString(TASKS_A_TURN), "took (\\d+)", TURN);
            return TASKS_A_TURN / (nanos / 1e9);
        }

        @Override
        public void close() throws Exception {
            dialogue.close();
        }
    }
}
