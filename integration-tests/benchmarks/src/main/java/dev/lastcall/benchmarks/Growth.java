package dev.lastcall.benchmarks;

import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What grows with what: the figures of a row should be flat where they are per piece, and small where they are not. */
final class Growth implements Benchmark {
    private static final int ROUNDS = 6;
    private static final int OPERATIONS = 200_000;
    private static final Duration END = Duration.ofSeconds(60);
    private static final List<Side> PAIR = List.of(Side.NONE, Side.DRAINING_AT_ONCE);
    private static final int MOST_IN_FLIGHT = 100_000;
    private static final String ONE_MORE = "begin and end of one more, ns";
    private static final String DRAIN = "drain once all have ended, ms";
    private static final Pattern TOOK = Pattern.compile("took (\\d+)");

    @Override
    public void run(Report report, Scale scale) throws Exception {
        int rounds = scale.rounds(ROUNDS);
        Table ledger = report.table("requests in flight");
        Rounds.interleave(rounds, List.of(10, 100, 1_000, 10_000, MOST_IN_FLIGHT), inFlight -> {
            InProcess agent = new InProcess();
            agent.begin(inFlight);
            ledger.add(ONE_MORE, inFlight + "", agent.nanosPerRequest(OPERATIONS));
            ledger.add(DRAIN, inFlight + "", agent.drain() / 1e6);
        });
        ledger.hold(
                ONE_MORE, MOST_IN_FLIGHT + "", "10", Target.atMostTimes(2)); // flat but for the cache of the processor
        ledger.hold(DRAIN, MOST_IN_FLIGHT + "", Target.atMost(1000, "ms"));
        Table pools = report.table("executors");
        for (int count : new int[] {10, 100, 1_000, 10_000}) {
            Rounds.interleave(rounds, PAIR, side -> pools(pools, side, count));
        }
        Table connections = report.table("idle connections");
        for (int count : new int[] {10, 100, 1_000, 10_000}) {
            Rounds.interleave(rounds, PAIR, side -> connections(connections, side, count));
        }
        Table classes = report.table("classes loaded");
        for (int count : new int[] {1_000, 10_000, 30_000}) {
            Rounds.interleave(rounds, PAIR, side -> classes(classes, side, count));
        }
    }

    private static void pools(Table table, Side side, int count) throws Exception {
        try (RunningApp app = side.dress(Side.program("Pools"))
                .argument(Integer.toString(count))
                .start()) {
            app.port();
            table.add(count + " made, µs each", side.name(), took(app) / 1e3 / count);
            app.signal("TERM");
            table.add(count + ", SIGTERM to gone, ms", side.name(), millis(app));
        }
    }

    private static void connections(Table table, Side side, int count) throws Exception {
        try (RunningApp app = Service.HOLDING.start(side, null);
                Flock flock = new Flock(Service.HOLDING.awaitHello(app), count)) {
            flock.send("/hello");
            flock.awaitFirstBytes();
            app.signal("TERM");
            table.add(count + ", SIGTERM to gone, ms", side.name(), millis(app));
        }
    }

    private static void classes(Table table, Side side, int count) throws Exception {
        try (RunningApp app = side.dress(Side.program("Classes"))
                .argument(Integer.toString(count))
                .start()) {
            table.add(count + ", µs each", side.name(), took(app) / 1e3 / count);
            app.awaitExit(END);
        }
    }

    private static long took(RunningApp app) throws InterruptedException {
        return Long.parseLong(app.stdout().await(TOOK, END).group(1));
    }

    private static double millis(RunningApp app) throws InterruptedException {
        return app.awaitExit(END).sinceSignal().toNanos() / 1e6;
    }
}
