package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a request costs between its woven begin and its woven end: Jetty's own channel, with the agent and without, in
 * forks that alternate; the difference is ours. Times are those of one thread: with more threads than cores a thread
 * waits for its core, and that wait is not counted.
 */
final class PerRequest implements Benchmark {
    private static final int ROUNDS = 9;
    private static final int[] THREADS = {1, 2, 4, 8, 16};
    private static final String TIME = " threads, ns";
    private static final String MEMORY = " threads, B";

    @Override
    public void run(Report report, Scale scale) throws Exception {
        Table table = report.table("Jetty's HttpChannel, a thousand others in flight");
        for (int threads : THREADS) {
            Rounds.interleave(scale.rounds(ROUNDS), Side.PAIR, side -> fork(table, side, threads));
        }
        String with = Side.LAST_CALL.name();
        String without = Side.NONE.name();
        for (int threads : THREADS) {
            table.hold(threads + TIME, with, without, Target.atMostMore(60, "ns"));
            table.hold(threads + MEMORY, with, without, Target.atMostMore(48, "B"));
        }
    }

    private static void fork(Table table, Side side, int threads) throws Exception {
        List<String> flags = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        if (side == Side.LAST_CALL) {
            flags.add("-javaagent:" + App.agentJar());
        }
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(RequestPair.class.getName())
                .forks(1)
                .threads(threads)
                .warmupIterations(6) // of 16 threads on two cores the compilers get little
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(1))
                .timeUnit(TimeUnit.NANOSECONDS)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class)
                .jvmArgs(flags.toArray(new String[0]));
        Collection<RunResult> results = new Runner(options.build()).run();
        double share = Math.min(1.0, Runtime.getRuntime().availableProcessors() / (double) threads);
        for (RunResult result : results) {
            table.add(threads + TIME, side.name(), result.getPrimaryResult().getScore() * share);
            for (Result<?> secondary : result.getSecondaryResults().values()) {
                if (secondary.getLabel().endsWith("gc.alloc.rate.norm")) {
                    table.add(threads + MEMORY, side.name(), secondary.getScore());
                }
            }
        }
    }
}
