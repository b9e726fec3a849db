package dev.lastcall.demo;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.OrdersDatabase;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** One run of the service under load, from its start to what its database holds when it is gone. */
final class Run {
    static final int LEAST_SENT = 1_000;
    static final int LEAST_IN_FLIGHT = 50;

    private static final int KEEP_ALIVE_CLIENTS = 50;
    private static final int NEW_CONNECTION_CLIENTS = 10;
    private static final int REQUESTS_PER_CONNECTION = 40;
    private static final int PRICES = 20;
    private static final int SENT_BEFORE_SIGNAL = 1_500;
    private static final Pattern LAME_DUCK_ENDS = Pattern.compile("lame-duck done");
    private static final Duration LOAD = Duration.ofSeconds(40);
    private static final Duration END = Duration.ofSeconds(40);

    private final App app;
    private final Path database;
    private final Tally tally = new Tally();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Run(App app, Path database) {
        this.app = app;
        this.database = database;
    }

    Figures run() throws IOException, InterruptedException, SQLException {
        try (RunningApp service = app.start()) {
            int port = service.port();
            setPrices(port);
            Balancer balancer = new Balancer(port);
            start("balancer", balancer);
            for (int i = 0; i < KEEP_ALIVE_CLIENTS; i++) {
                client("keeping-" + i, port, REQUESTS_PER_CONNECTION, balancer);
            }
            for (int i = 0; i < NEW_CONNECTION_CLIENTS; i++) {
                client("passing-" + i, port, 1, balancer);
            }
            int inFlight = tally.whenBusy(SENT_BEFORE_SIGNAL, LEAST_IN_FLIGHT, LOAD, () -> service.signal("TERM"));
            Exit exit = service.awaitExit(END);
            for (Thread thread : threads) {
                thread.join();
            }
            List<String> stderr = service.stderr().awaitEnd(END);
            return figures(inFlight, balancer, exit, stderr, service.stderr().arrivalNanos(LAME_DUCK_ENDS));
        }
    }

    /** Once a minute the service writes its prices: too late for these. */
    private static void setPrices(int port) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            for (int i = 0; i < PRICES; i++) {
                client.exchange(Request.post("/prices?article=" + i + "&cents=" + i));
            }
        }
    }

    private void client(String name, int port, int requestsPerConnection, Balancer balancer) {
        Client client = new Client(name, port, requestsPerConnection, balancer, tally);
        clients.add(client);
        start(name, client);
    }

    private void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private Figures figures(int inFlight, Balancer balancer, Exit exit, List<String> stderr, OptionalLong lameDuckEnd)
            throws SQLException {
        long lastResponse = tally.lastResponseNanos();
        OrdersDatabase left = OrdersDatabase.open(database);
        Set<String> acknowledged = tally.acknowledged();
        return new Figures(
                tally.sent(),
                inFlight,
                tally.losses(),
                tally.refusals(),
                balancer.reason(),
                clients.stream()
                        .filter(client -> client.endedBefore(balancer.outNanos())
                                || !client.failure().isEmpty())
                        .map(Client::toString)
                        .toList(),
                without(acknowledged, left.orders()),
                without(left.orders(), acknowledged),
                without(left.orders(), left.audited()),
                left.halfMoved() + left.halfPlaced(),
                PRICES - left.prices(),
                exit,
                Duration.ofNanos(exit.atNanos() - lastResponse),
                Duration.ofNanos(exit.atNanos() - Math.max(lastResponse, lameDuckEnd.orElse(lastResponse))),
                exit.atNanos() - exit.sinceSignal().toNanos(),
                stderr);
    }

    private static int without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest.size();
    }
}
