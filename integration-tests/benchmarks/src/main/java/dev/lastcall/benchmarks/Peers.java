package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.load.Crowd;
import dev.lastcall.load.Errand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The same service and load on frameworks that have a graceful shutdown: with that, with that behind a preStop hook, and
 * without it but with the agent; as the frameworks' own does not wait for traffic to move, the agent's drain is also
 * measured without its lame duck. A balancer asks for readiness twice a second; a preStop hook tells it at once and then
 * sleeps for as long as the agent's lame duck waits for quiet.
 *
 * <p>That pair is compared from the last answer on. Before it goes the longest of the random requests that were served last,
 * which may have come just after the signal: chance, and five times what there is to compare.
 */
final class Peers implements Benchmark {
    private static final int ROUNDS = 5;
    private static final Duration PRE_STOP = Duration.ofSeconds(2);
    private static final String LOST = "requests lost";
    private static final String REFUSED = "connections refused";
    private static final String EXIT = "told to end to gone, ms";
    private static final String AFTER = "last answer to gone, ms";

    /** @param module below {@code peers} */
    private record Peer(String name, String module) {}

    private record Way(String name, String argument, UnaryOperator<App> dress, Duration notice) {}

    private static final List<Peer> PEERS = List.of(
            new Peer("Spring Boot 2.7 (Jetty 9.4), server.shutdown=graceful", "spring-boot"),
            new Peer("Undertow 2.3, GracefulShutdownHandler", "undertow"),
            new Peer("Jetty 12.0, GracefulHandler", "jetty-12"),
            new Peer("Armeria 1.40, gracefulShutdownTimeout", "armeria"));

    private static final Way OWN = new Way("its own", "graceful", app -> app, Duration.ZERO);
    private static final Way BEHIND_PRE_STOP = new Way("its own and preStop", "graceful", app -> app, PRE_STOP);
    private static final Way LAST_CALL = new Way(Side.LAST_CALL.name(), "plain", App::agent, Duration.ZERO);
    private static final Way AT_ONCE =
            new Way(Side.LAST_CALL.name() + ", no lame duck", "plain", Side.DRAINING_AT_ONCE.dress(), Duration.ZERO);

    @Override
    public void run(Report report, Scale scale) throws Exception {
        for (Peer peer : PEERS) {
            Table table = report.table(peer.name());
            List<Way> ways = List.of(OWN, BEHIND_PRE_STOP, LAST_CALL, AT_ONCE);
            Rounds.interleave(scale.rounds(ROUNDS), ways, way -> measure(table, peer, way));
            for (Way other : List.of(OWN, BEHIND_PRE_STOP)) {
                table.hold(LOST, LAST_CALL.name, other.name, Target.atMostMore(0, "requests"));
            }
            table.hold(EXIT, LAST_CALL.name, BEHIND_PRE_STOP.name, Target.atMostTimes(1));
            table.hold(AFTER, AT_ONCE.name, OWN.name, Target.atMostTimes(1));
        }
    }

    private static void measure(Table table, Peer peer, Way way) throws Exception {
        try (RunningApp service = way.dress
                .apply(app(peer.module, way.argument).jdk(Jdks.first()))
                .start()) {
            Crowd crowd = new Crowd(service, service.port(), Peers::errand);
            Exit exit = crowd.run(way.notice);
            table.add(LOST, way.name, crowd.tally().losses().size());
            table.add(REFUSED, way.name, crowd.tally().refusals());
            table.add(EXIT, way.name, exit.sinceSignal().plus(way.notice).toMillis());
            table.add(AFTER, way.name, (exit.atNanos() - crowd.tally().lastResponseNanos()) / 1e6);
        }
    }

    /** @param argument whether it is {@code graceful}, by its own means, or {@code plain} */
    static App app(String module, String argument) {
        return App.of("com.acme.peer.Peer", targetOf(module).resolve("classes"), libOf(module))
                .argument(argument);
    }

    /** The jars that a module below {@code peers} depends on. */
    static Path libOf(String module) {
        return targetOf(module).resolve("lib");
    }

    private static Path targetOf(String module) {
        return Path.of(System.getProperty("lastcall.root"), "integration-tests/benchmarks/peers", module, "target");
    }

    private static Errand errand(Random random, String id) {
        return random.nextInt(100) < 70
                ? Errand.get("/fast", Errand.ANY)
                : Errand.get("/slow?ms=" + (200 + random.nextInt(1300)), Errand.ANY);
    }
}
