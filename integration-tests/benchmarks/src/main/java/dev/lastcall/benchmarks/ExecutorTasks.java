package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trivial tasks through the JDK's executors: JVMs that live side by side take turns. */
final class ExecutorTasks implements Benchmark {
    private static final int TURNS = 10;
    private static final int TASKS_A_TURN = 1_000_000;
    private static final int WARM_UP_TURNS = 3;
    private static final int SETS_OF_JVMS = 3; // the compiler decides differently from JVM to JVM
    private static final Duration TURN = Duration.ofMinutes(2);
    private static final int VIRTUAL_THREADS_SINCE = 21;

    @Override
    public void run(Report report, Scale scale) throws Exception {
        Table table = report.table("millions of trivial tasks a second");
        for (String kind : List.of("ThreadPoolExecutor", "ForkJoinPool", "ScheduledThreadPoolExecutor")) {
            measure(table, kind, Jdks.first(), Side.PAIR, scale);
        }
        Optional<Jdk> young = Jdks.all().stream()
                .filter(jdk -> jdk.version() >= VIRTUAL_THREADS_SINCE)
                .findFirst();
        if (young.isPresent()) {
            // With any agent the JVM tells JVMTI of each virtual thread that begins and ends.
            List<Side> sides = List.of(Side.NONE, Side.WEAVES_NOTHING, Side.LAST_CALL, Side.LAST_CALL_UNTOLD);
            measure(table, "virtual threads", young.get(), sides, scale);
        } else {
            System.out.println("executors: virtual threads left out, no JDK " + VIRTUAL_THREADS_SINCE
                    + " or later in -Dlastcall.jdks");
        }
    }

    private static void measure(Table table, String kind, Jdk jdk, List<Side> sides, Scale scale) throws Exception {
        for (int set = 0; set < SETS_OF_JVMS; set++) {
            List<Turns> all = new ArrayList<>();
            try {
                for (Side side : sides) {
                    all.add(Turns.of(side, kind, jdk));
                }
                Rounds.interleave(WARM_UP_TURNS, all, Turns::perSecond);
                Rounds.interleave(
                        scale.rounds(TURNS), all, turns -> table.add(kind, turns.side.name(), turns.perSecond() / 1e6));
            } finally {
                for (Turns turns : all) {
                    turns.close();
                }
            }
        }
        table.hold(kind, Side.LAST_CALL.name(), Side.NONE.name(), Target.atLeastTimes(0.98));
    }

    /** One JVM, asked for one turn at a time. */
    private record Turns(Side side, Dialogue dialogue) {
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

        void close() throws Exception {
            dialogue.close();
        }
    }
}
