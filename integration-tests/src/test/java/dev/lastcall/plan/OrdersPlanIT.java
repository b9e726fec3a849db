package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.OrdersDatabase;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** The orders service, whose unwritten prices and line protocol only a plan can save. */
class OrdersPlanIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @EachJdk
    void withoutAPlanThePricesAreLost(Jdk jdk) throws Exception {
        try (RunningApp app = App.orders(directory).jdk(jdk).start()) {
            RawClient.once(app.port(), Request.post("/prices?article=tea&cents=450"));
            app.signal("TERM");
            app.awaitExit(SOON);
        }
        assertThat(prices()).isZero();
    }

    @EachJdk
    void planSavesThePricesAndDrainsTheLineServer(Jdk jdk) throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer registry = registry(requests);
        Path plan = Files.writeString(
                directory.resolve("plan.yaml"), plan(registry.getAddress().getPort()));
        try (RunningApp app = App.orders(directory)
                .property("orders.lines", "0")
                .jdk(jdk)
                .agent("config=" + plan, "phases.lame-duck.quiet=200ms")
                .start()) {
            int port = app.port();
            int lines = Integer.parseInt(
                    app.stdout().await(Pattern.compile("lines on (\\d+)"), SOON).group(1));
            assertThat(RawClient.once(port, Request.post("/prices?article=tea&cents=450"))
                            .status())
                    .isEqualTo(204);
            try (Socket scanner = new Socket(InetAddress.getLoopbackAddress(), lines)) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(scanner.getInputStream(), StandardCharsets.US_ASCII));
                scanner.getOutputStream().write("ORDER fast\nORDER slow 3000\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(in.readLine()).isEqualTo("OK fast");
                app.signal("TERM");
                assertThat(in.readLine()).isEqualTo("OK slow");
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(Said.by(app))
                    .contains(
                            "stop-scanners: stop acceptor done",
                            "persist-state: flush prices done: 1 instance",
                            "persist-state: save count done",
                            "persist-state: deregister done: 200",
                            "persist-state: archive done",
                            "persist-state: marker done",
                            "persist-state done: 5 actions",
                            "stop-writer: interrupt-threads done: price-writer-1 ended");
        } finally {
            registry.stop(0);
        }
        assertThat(prices()).isEqualTo(450);
        assertThat(OrdersDatabase.open(directory).orders()).containsExactlyInAnyOrder("fast", "slow");
        assertThat(directory.resolve("placed")).hasContent("2");
        assertThat(directory.resolve("archived")).exists();
        assertThat(directory.resolve("drained")).hasContent("clean");
        assertThat(requests).containsExactly("PUT /v1/agent/service/deregister/orders");
    }

    private String plan(int registry) {
        return """
                grace-period: 25s
                phases:
                  stop-scanners:
                    after: lame-duck
                    before: drain-requests
                    actions:
                      - { name: stop acceptor, jmx: "com.acme.orders:type=LineServer#stop" }
                  stop-writer:
                    after: drain-requests
                    interrupt-threads: ["price-writer-*"]
                  persist-state:
                    after: [drain-tasks, stop-writer]
                    before: close-pools
                    actions:
                      - { name: flush prices, call: "com.acme.orders.PriceCache#flush", timeout: 3s }
                      - { name: save count, call: "com.acme.orders.OrderCount.save()" }
                      - { name: deregister, http: "PUT http://127.0.0.1:%d/v1/agent/service/deregister/orders" }
                      - { name: archive, exec: [touch, "%s"] }
                      - { name: marker, write: { file: "%s", text: clean } }
                track: [com.acme.orders.PriceCache]
                count:
                  - { kind: request, start: "com.acme.orders.LineSession#begin", end: "com.acme.orders.LineSession#finish" }
                """.formatted(registry, directory.resolve("archived"), directory.resolve("drained"));
    }

    private static HttpServer registry(List<String> requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** The price of tea once the process is gone; 0 if it is not there. */
    private int prices() throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("orders").toAbsolutePath() + ";IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(SUM(cents), 0) FROM prices")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
