package dev.lastcall.benchmarks;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How long the agent takes once nothing is in flight any more: alone, from the last end to the end of the drain, a
 * thousand times in this JVM; and from outside, from the last byte of the last answer until the process is gone, beside
 * what the same JVM takes to be gone without the agent, which cuts the same requests. And how late a JVM is gone that has to
 * be halted.
 */
final class DrainLatency implements Benchmark {
    private static final int DRAINS = 1_000;
    private static final int EXITS = 30;
    private static final int HALTS = 10;
    private static final Duration GRACE = Duration.ofSeconds(4);
    private static final Side SHORT_GRACE = new Side(
            Side.LAST_CALL.name(),
            app -> app.agent("phases.lame-duck.enabled=false", "grace-period=4s", "exit.reserve=2s"));
    private static final String LATE = "end of the grace period to gone, ms";
    private static final int WARM_UP = 50;
    private static final int[] IN_FLIGHT = {1, 100, 10_000};
    private static final Duration END = Duration.ofSeconds(60);
    private static final Pattern DRAINING = Pattern.compile("stop-accepting");
    private static final String GONE = "last byte to gone, ms";

    @Override
    public void run(Report report, Scale scale) throws Exception {
        share(report.table("the agent's share: last end to end of drain"), scale);
        halted(report.table(Service.HOLDING.name() + ", a hook that hangs"), scale);
        for (int inFlight : IN_FLIGHT) {
            Table table = report.table(Service.HOLDING.name() + ", " + inFlight + " in flight");
            Rounds.interleave(scale.rounds(EXITS), List.of(Side.NONE, Side.DRAINING_AT_ONCE), side -> {
                double millis = side == Side.NONE ? cut(inFlight) : drained(side, inFlight);
                table.add(GONE, side.name(), millis);
            });
            table.hold(GONE, Side.LAST_CALL.name(), Side.NONE.name(), Target.atMostMore(10, "ms"));
        }
    }

    /** A hook hangs, and Jetty's threads are in native code, for which the JVM waits before it ends. */
    private static void halted(Table table, Scale scale) throws Exception {
        for (int i = 0; i < scale.rounds(HALTS); i++) {
            try (RunningApp app = Service.HOLDING.start(SHORT_GRACE, null);
                    Dialogue dialogue = new Dialogue(app)) {
                Service.HOLDING.awaitHello(app);
                dialogue.ask("hang", "hangs (\\d+)", END);
                app.signal("TERM");
                Duration late = app.awaitExit(END).sinceSignal().minus(GRACE);
                table.add(LATE, Side.LAST_CALL.name(), late.toNanos() / 1e6);
            }
        }
        table.hold(LATE, Side.LAST_CALL.name(), Target.atMost(250, "ms"));
    }

    private static void share(Table table, Scale scale) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            drain(1);
        }
        for (int inFlight : IN_FLIGHT) {
            for (int i = 0; i < scale.rounds(DRAINS); i++) {
                table.add(inFlight + " in flight, ms", Side.LAST_CALL.name(), drain(inFlight));
            }
            table.hold(inFlight + " in flight, ms", Side.LAST_CALL.name(), Target.atMost(10, "ms"));
        }
    }

    private static double drain(int inFlight) throws InterruptedException {
        InProcess agent = new InProcess();
        agent.begin(inFlight);
        return agent.drain() / 1e6;
    }

    /** Without the agent nothing waits: the end is at once, whatever is in flight, and all its connections are reset. */
    private static double cut(int inFlight) throws Exception {
        try (RunningApp app = Service.HOLDING.start(Side.NONE, null);
                Dialogue dialogue = new Dialogue(app);
                Flock flock = new Flock(Service.HOLDING.awaitHello(app), inFlight)) {
            hold(dialogue, flock, inFlight);
            app.signal("TERM");
            return app.awaitExit(END).sinceSignal().toNanos() / 1e6;
        }
    }

    private static double drained(Side side, int inFlight) throws Exception {
        try (RunningApp app = Service.HOLDING.start(side, null);
                Dialogue dialogue = new Dialogue(app);
                Flock flock = new Flock(Service.HOLDING.awaitHello(app), inFlight)) {
            hold(dialogue, flock, inFlight);
            app.signal("TERM");
            app.stderr().await(DRAINING, END);
            app.write("go\n");
            long last = flock.awaitAnswers();
            Exit exit = app.awaitExit(END);
            return (exit.atNanos() - last) / 1e6;
        }
    }

    private static void hold(Dialogue dialogue, Flock flock, int inFlight) throws Exception {
        flock.send("/hold");
        dialogue.ask(Integer.toString(inFlight), "held (\\d+)", END);
    }
}
