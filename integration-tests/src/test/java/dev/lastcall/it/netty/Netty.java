package dev.lastcall.it.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.http.Service;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A version of Netty and a transport, on which the services of {@code test-apps/netty-services} are run. */
public record Netty(Version version, Jdk jdk) {
    static final Duration SOON = Duration.ofSeconds(30);

    private static final String SERVICES = "netty-services";
    private static final String EPOLL = "netty-4/epoll";

    /** Each version and transport on each JDK that it runs on, as far as the slice goes. */
    static Stream<Netty> onEachJdk() {
        return transports()
                .flatMap(line -> Matrix.cells(line).stream())
                .map(cell -> new Netty(cell.version(), cell.jdk()));
    }

    /** The same on the oldest of these JDKs only. */
    static Stream<Netty> onOneJdk() {
        return transports()
                .flatMap(line -> Matrix.versions(line).stream())
                .flatMap(version -> version.jdks().stream().limit(1).map(jdk -> new Netty(version, jdk)));
    }

    /** The newest, for what does not depend on the version. */
    static Stream<Netty> newest() {
        return transports().map(line -> new Netty(Matrix.newest(line, Jdks.first()), Jdks.first()));
    }

    private static Stream<String> transports() {
        boolean hasEpoll = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return hasEpoll ? Stream.of("netty-4/nio", EPOLL) : Stream.of("netty-4/nio");
    }

    /** A client that has the first byte of 20 MB: the response is encoded, and the kernel has no room for the rest of it. */
    static Socket hasBegunToReadMuch(RunningApp app) throws Exception {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), app.port());
        client.getOutputStream().write("GET /bytes?n=20000000 HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        assertThat(client.getInputStream().read()).isEqualTo('H');
        return client;
    }

    App quotes(String... options) {
        return app("com.acme.quotes.QuotesApplication", options);
    }

    App feed(String... options) {
        return app("com.acme.feed.FeedApplication", options);
    }

    App lines(String... options) {
        return app("com.acme.lines.LinesApplication", options);
    }

    /** The cells of the tests that all HTTP servers share. */
    static List<Service.Cell> cells() {
        return cells(onOneJdk());
    }

    /** Those of them that do not depend on the version. */
    static List<Service.Cell> newestCells() {
        return cells(newest());
    }

    private static List<Service.Cell> cells(Stream<Netty> all) {
        return all.map(netty -> new Service.Cell(Service.of(netty.version, false, netty::plainQuotes), netty.jdk))
                .toList();
    }

    /** The newest, with the codec of HTTP/2. */
    static List<Service.Cell> streams() {
        return newest().limit(1)
                .map(netty -> new Service.Cell(
                        Service.of(netty.version, false, () -> netty.plain("com.acme.quotes.StreamQuotes")), netty.jdk))
                .toList();
    }

    /** Without the agent. */
    App plainQuotes() {
        return plain("com.acme.quotes.QuotesApplication");
    }

    private App plain(String mainClass) {
        return App.of(mainClass, App.classesOf(SERVICES), version.jars())
                .property("epoll", Boolean.toString(version.line().equals(EPOLL)));
    }

    private App app(String mainClass, String... options) {
        String[] all = Stream.concat(
                        Stream.of("phases.lame-duck.quiet=300ms", "phases.lame-duck.max=1s"), Stream.of(options))
                .toArray(String[]::new);
        return plain(mainClass).jdk(jdk).cell(this).agent(all);
    }

    /** Awaits that the service has seen so many of the requests that it speaks of. */
    static void awaitAsked(RunningApp app, int times) throws Exception {
        Await.until(times + " requests seen by " + app, SOON, () -> asked(app) >= times);
    }

    private static long asked(RunningApp app) {
        return app.stdout().soFar().stream()
                .filter(line -> line.startsWith("asked"))
                .count();
    }

    @Override
    public String toString() {
        return version + " on " + jdk;
    }
}
