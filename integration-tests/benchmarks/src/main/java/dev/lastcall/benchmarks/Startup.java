package dev.lastcall.benchmarks;

import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the agent adds to a start: of the smallest program, and of services until their first answer. */
final class Startup implements Benchmark {
    private static final int ROUNDS = 30;
    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final String WALL = "wall, ms";
    private static final String CPU = "CPU, ms";
    private static final String CPU_LATER = "CPU 2 s later, ms";
    private static final String RESIDENT = "resident 2 s later, MB";
    private static final List<Side> ALL = List.of(Side.NONE, Side.WEAVES_NOTHING, Side.LAST_CALL, Side.OPEN_TELEMETRY);
    private static final List<Side> WITH_NOTHING = List.of(Side.NONE, Side.WEAVES_NOTHING, Side.LAST_CALL);

    @Override
    public void run(Report report, Scale scale) throws Exception {
        Table hello = report.table("hello world, start to end of the process");
        Rounds.interleave(scale.rounds(ROUNDS), ALL, side -> hello(hello, side));
        hello.hold(WALL, Side.LAST_CALL.name(), Side.NONE.name(), Target.atMostMore(60, "ms"));
        hello.hold(CPU, Side.LAST_CALL.name(), Side.NONE.name(), Target.atMostMore(80, "ms"));
        for (Service service : Service.ALL) {
            Table table = report.table(service.name() + ", start to first 200");
            Rounds.interleave(
                    scale.rounds(ROUNDS),
                    WITH_NOTHING,
                    side -> Service.withDirectory(directory -> service(table, service, side, directory)));
            String with = Side.LAST_CALL.name();
            String without = Side.NONE.name();
            table.hold(WALL, with, without, Target.atMostTimes(service.wallTarget()));
            table.hold(CPU, with, without, Target.atMostTimes(1.9));
            table.hold(RESIDENT, with, without, Target.atMostMore(15, "MB"));
        }
    }

    private static void hello(Table table, Side side) throws Exception {
        // The shell's own clock: to a millisecond, and with the CPU time of a process that is gone.
        try (RunningApp app = side.dress(Side.program("Hello"))
                .environment("TIMEFORMAT", "%R %U %S")
                .environment("LC_ALL", "C")
                .under("bash", "-c", "time \"$@\"", "bash")
                .start()) {
            app.awaitExit(END);
            List<String> lines = app.stderr().awaitEnd(END);
            String[] times = lines.get(lines.size() - 1).split(" ");
            table.add(WALL, side.name(), 1000 * Double.parseDouble(times[0]));
            table.add(CPU, side.name(), 1000 * (Double.parseDouble(times[1]) + Double.parseDouble(times[2])));
        }
    }

    private static void service(Table table, Service service, Side side, Path directory) throws Exception {
        long began = System.nanoTime();
        try (RunningApp app = service.start(side, directory)) {
            service.awaitHello(app);
            table.add(WALL, side.name(), (System.nanoTime() - began) / 1e6);
            table.add(CPU, side.name(), Proc.cpuMillis(app.pid()));
            LockSupport.parkNanos(SETTLING.toNanos()); // what works on in the background counts too
            table.add(CPU_LATER, side.name(), Proc.cpuMillis(app.pid()));
            table.add(RESIDENT, side.name(), Proc.residentMegabytes(app.pid()));
        }
    }
}
