package dev.lastcall.it.netty;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.Slice;
import dev.lastcall.it.http.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A version of Netty and a transport, on which the services of {@code test-apps/netty-services} are run. */
public record Netty(String version, boolean epoll, Jdk jdk) {
    static final String OLDEST = "4.0.56";
    static final String NEWEST = "4.2.18";
    static final Duration SOON = Duration.ofSeconds(30);

    private static final String SERVICES = "netty-services";

    /** All versions on the first JDK, the oldest and the newest on the others, as far as the slice goes. */
    static Stream<Netty> all() {
        Jdk first = Jdks.first();
        List<Netty> versions = List.of(
                new Netty(OLDEST, false, first),
                // Its epoll transport needs access to the JDK's internals that exists on 8 only.
                new Netty("4.1.0", first.version() == 8, first),
                new Netty("4.1.137", true, first),
                new Netty(NEWEST, false, first),
                new Netty(NEWEST, true, first));
        Stream<Netty> otherJdks = Slice.jdks(8).stream()
                .skip(1)
                .flatMap(jdk -> Stream.of(new Netty(OLDEST, false, jdk), new Netty(NEWEST, true, jdk)));
        return Stream.concat(Slice.of(versions).stream(), otherJdks).filter(Netty::runsHere);
    }

    /** The newest, for what does not depend on the version. */
    static Stream<Netty> newest() {
        return Stream.of(new Netty(NEWEST, false, Jdks.first()), new Netty(NEWEST, true, Jdks.first()))
                .filter(Netty::runsHere);
    }

    private boolean runsHere() {
        return !epoll
                || System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64");
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

    /** The cells of the tests that all HTTP servers share, on the first JDK. */
    static List<Service.Cell> cells() {
        return all().filter(netty -> netty.jdk.equals(Jdks.first()))
                .map(netty -> new Service.Cell(netty.service(), netty.jdk))
                .toList();
    }

    private Service service() {
        String name = "Netty " + version + (epoll ? " epoll" : " NIO");
        return new Service(name, 8, false, () -> plain("com.acme.quotes.QuotesApplication"));
    }

    private App plain(String mainClass) {
        Path classes = App.classesOf(SERVICES);
        return App.of(mainClass, classes, classes.resolveSibling("lib-" + version))
                .property("epoll", Boolean.toString(epoll));
    }

    private App app(String mainClass, String... options) {
        String[] all = Stream.concat(
                        Stream.of("phases.lame-duck.quiet=300ms", "phases.lame-duck.max=1s"), Stream.of(options))
                .toArray(String[]::new);
        return plain(mainClass).jdk(jdk).agent(all);
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
        return "Netty " + version + (epoll ? " epoll" : " NIO") + " on " + jdk;
    }
}
