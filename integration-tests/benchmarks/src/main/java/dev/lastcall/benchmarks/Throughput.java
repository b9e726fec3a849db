package dev.lastcall.benchmarks;

import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Hello world at full load: one JVM with the agent and one without live side by side and take turns, short ones, and many of
 * them, so that a machine which is slower for a while is so for both. For the same time, turns of 20 ms are twice as sure as
 * turns of 200. Two JVMs that run the same code differ, too, because the compiler decides differently from one
 * to the next; hence several pairs of them, each warm before it counts: while its compiler is still at work a JVM is slower, so
 * they warm up in turns, too, and with all that is done later. And connections are made anew now and then, because a server
 * that does not give them out evenly to its threads is probably quicker with some than with others.
 */
final class Throughput implements Benchmark {
    /** So many that no thread of the server is without, whichever way they are given out. */
    private static final int CONNECTIONS = 32;

    private static final int PAIRS_OF_JVMS = 8;
    private static final int SETS_OF_CONNECTIONS = 20;
    private static final int TURNS = 20;
    private static final int SETS_TO_WARM_UP = 10;
    private static final Duration LEAD = Duration.ofMillis(5);
    private static final Duration TURN = Duration.ofMillis(20);
    private static final int LONG_TURNS = 2;
    private static final Duration LONG_TURN = Duration.ofMillis(750);
    private static final String RATE = "answers a second";
    private static final String LATENCY = "p99, µs";
    private static final String CPU = "server's CPU, µs each";

    @Override
    public void run(Report report, Scale scale) throws Exception {
        for (Service service : Service.SERVERS) {
            Table table = report.table(service.name() + " at full load");
            for (int pair = 0; pair < scale.rounds(PAIRS_OF_JVMS); pair++) {
                Side first = pair % 2 == 0 ? Side.NONE : Side.LAST_CALL;
                Side second = pair % 2 == 0 ? Side.LAST_CALL : Side.NONE;
                Service.withDirectory(one -> Service.withDirectory(another -> {
                    try (Loaded early = new Loaded(first, service, service.start(first, one));
                            Loaded late = new Loaded(second, service, service.start(second, another))) {
                        List<Loaded> both = List.of(early, late);
                        for (int set = 0; set < SETS_TO_WARM_UP; set++) {
                            connectAnew(both);
                            Rounds.interleave(LONG_TURNS, both, side -> side.load.run(0, LONG_TURN.toNanos()));
                            Rounds.interleave(TURNS, both, Loaded::turn);
                        }
                        // Not before both are warm: what one does while the other warms up is done for no answer.
                        for (Loaded side : both) {
                            side.begin();
                        }
                        for (int set = 0; set < SETS_OF_CONNECTIONS; set++) {
                            connectAnew(both);
                            Rounds.interleave(TURNS, both, side -> {
                                Load.Result result = side.turn();
                                table.add(RATE, side.side.name(), result.perSecond());
                                table.add(LATENCY, side.side.name(), result.p99Micros());
                            });
                        }
                        for (Loaded side : both) {
                            table.add(CPU, side.side.name(), side.cpuMicrosAnAnswer());
                        }
                    }
                }));
            }
            table.hold(RATE, Side.LAST_CALL.name(), Side.NONE.name(), Target.atLeastTimes(0.99));
            table.hold(LATENCY, Side.LAST_CALL.name(), Side.NONE.name(), Target.atMostTimes(1.03));
        }
    }

    private static void connectAnew(List<Loaded> both) throws Exception {
        for (Loaded side : both) {
            side.connectAnew();
        }
    }

    /** A service and those who ask it. */
    private static final class Loaded implements AutoCloseable {
        final Side side;
        Load load;
        private final Service service;
        private final RunningApp app;
        private double cpuMillis;

        /** Those since the begin, less what the present load has answered. */
        private long answers;

        Loaded(Side side, Service service, RunningApp app) throws Exception {
            this.side = side;
            this.service = service;
            this.app = app;
            load = connect();
        }

        private Load connect() throws Exception {
            return new Load(service.awaitHello(app), service.hello(), CONNECTIONS);
        }

        void connectAnew() throws Exception {
            answers += load.answers();
            load.close();
            load = connect();
        }

        Load.Result turn() throws IOException {
            return load.run(LEAD.toNanos(), TURN.toNanos());
        }

        void begin() throws IOException {
            cpuMillis = Proc.cpuMillis(app.pid());
            answers = -load.answers();
        }

        /** The server's since the begin; the ticks that it is told in are too coarse for a turn. */
        double cpuMicrosAnAnswer() throws IOException {
            return (Proc.cpuMillis(app.pid()) - cpuMillis) * 1000 / (answers + load.answers());
        }

        @Override
        public void close() throws Exception {
            load.close();
            app.close();
        }
    }
}
