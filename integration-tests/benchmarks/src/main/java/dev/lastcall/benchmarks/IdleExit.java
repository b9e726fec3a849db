package dev.lastcall.benchmarks;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.List;

/** From SIGTERM to the end of a service that has nothing in flight, the lame duck off. */
final class IdleExit implements Benchmark {
    private static final int ROUNDS = 30;
    private static final Duration END = Duration.ofSeconds(30);
    private static final String EXIT = "SIGTERM to gone, ms";

    @Override
    public void run(Report report, Scale scale) throws Exception {
        Table table = report.table(Service.ORDERS.name() + ", idle");
        Rounds.interleave(
                scale.rounds(ROUNDS),
                List.of(Side.NONE, Side.DRAINING_AT_ONCE),
                side -> Service.withDirectory(directory -> {
                    try (RunningApp app = Service.ORDERS.start(side, directory)) {
                        Service.ORDERS.awaitHello(app);
                        app.signal("TERM");
                        Exit exit = app.awaitExit(END);
                        table.add(EXIT, side.name(), exit.sinceSignal().toNanos() / 1e6);
                    }
                }));
        table.hold(EXIT, Side.DRAINING_AT_ONCE.name(), Side.NONE.name(), Target.atMostMore(150, "ms"));
    }
}
