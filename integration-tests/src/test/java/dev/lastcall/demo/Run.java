package dev.lastcall.demo;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.OrdersDatabase;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.load.Crowd;
import dev.lastcall.load.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** One run of the service under load, from its start to what its database holds when it is gone. */
final class Run {
    private static final int PRICES = 20;
    private static final Pattern LAME_DUCK_ENDS = Pattern.compile("lame-duck done");
    private static final Duration END = Duration.ofSeconds(40);

    private final App app;
    private final Path database;

    Run(App app, Path database) {
        this.app = app;
        this.database = database;
    }

    Figures run() throws IOException, InterruptedException, SQLException {
        try (RunningApp service = app.start()) {
            int port = service.port();
            setPrices(port);
            Crowd crowd = new Crowd(service, port, new OrdersErrands());
            Exit exit = crowd.run(Duration.ZERO);
            List<String> stderr = service.stderr().awaitEnd(END);
            return figures(crowd, exit, stderr, service.stderr().arrivalNanos(LAME_DUCK_ENDS));
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

    private Figures figures(Crowd crowd, Exit exit, List<String> stderr, OptionalLong lameDuckEnd) throws SQLException {
        Tally tally = crowd.tally();
        long lastResponse = tally.lastResponseNanos();
        OrdersDatabase left = OrdersDatabase.open(database);
        Set<String> acknowledged = tally.acknowledged();
        return new Figures(
                tally.sent(),
                crowd.inFlightAtSignal(),
                tally.losses(),
                tally.refusals(),
                crowd.balancer().reason(),
                crowd.stoppedEarly(),
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
