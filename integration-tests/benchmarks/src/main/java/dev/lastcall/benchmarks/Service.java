package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service that is measured.
 *
 * @param hello a path that answers at once
 * @param wallTarget how many times as long a start with the agent may take
 */
record Service(String name, String hello, double wallTarget, Maker maker) {
    private static final Duration START = Duration.ofSeconds(60);

    /** Makes the application; the directory is its own, and is gone afterwards. */
    interface Maker {
        App make(Path directory) throws IOException;
    }

    /** What is done with a directory that is removed afterwards. */
    interface Use {
        void in(Path directory) throws Exception;
    }

    static final Service ORDERS = new Service("orders (Jetty 9.4)", "/fast", 1.1, App::orders);

    /** A bare server that holds requests for as long as it is told to, and logs to stderr what is worth a warning. */
    static final Service HOLDING = new Service("Jetty 9.4", "/hello", 1.1, directory -> holding());

    /** The same, deaf: to listen to what it is told it would wake up a thousand times a second. */
    private static final Service DEAF =
            new Service("Jetty 9.4", "/hello", 1.1, directory -> holding().argument("deaf"));

    private static final Service UNDERTOW = peer("Undertow 2.3", "undertow", "/hello", 1.1);
    private static final Service JETTY_12 = peer("Jetty 12.0", "jetty-12", "/fast", 1.1);
    private static final Service SPRING_BOOT = peer("Spring Boot 2.7 (Jetty 9.4)", "spring-boot", "/fast", 1.05);
    private static final Service NETTY = new Service(
            "Netty 4.1",
            "/hello",
            1.1,
            directory ->
                    App.of("com.acme.quotes.QuotesApplication", App.classesOf("netty-services"), Peers.libOf("netty")));

    /** Those whose start is measured. */
    static final List<Service> ALL = List.of(ORDERS, UNDERTOW, NETTY, SPRING_BOOT);

    /** Those whose throughput is measured. */
    static final List<Service> SERVERS = List.of(DEAF, JETTY_12, UNDERTOW, NETTY);

    private static App holding() {
        return Side.program("Holding")
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .property("org.eclipse.jetty.LEVEL", "WARN")
                .classpath(App.libOf("orders"));
    }

    private static Service peer(String name, String module, String hello, double wallTarget) {
        return new Service(name, hello, wallTarget, directory -> Peers.app(module, "plain"));
    }

    static void withDirectory(Use use) throws Exception {
        Path directory = Files.createTempDirectory("benchmark");
        try {
            use.in(directory);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    RunningApp start(Side side, Path directory) throws IOException {
        return side.dress(maker.make(directory)).start();
    }

    /** Awaits the first 200. */
    int awaitHello(RunningApp app) throws Exception {
        int port = app.port();
        Await.until(
                name + " answers " + hello,
                START,
                () -> RawClient.once(port, Request.get(hello)).status() == 200);
        return port;
    }
}
