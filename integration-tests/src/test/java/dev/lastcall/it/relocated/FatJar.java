package dev.lastcall.it.relocated;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Slice;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application of {@code test-apps} in one jar, with its server under other names.
 *
 * @param server what the agent calls its listener
 * @param prefix what stands before the names of the server's classes
 * @param slow the path of a request that takes as many milliseconds as its query says
 */
record FatJar(String module, String mainClass, String server, String prefix, String slow, Jdk jdk) {

    private static final List<FatJar> ALL = List.of(
            new FatJar("orders", "com.acme.orders.OrdersApplication", "Jetty 9.4.58", "shaded", "/slow?ms=", null),
            new FatJar(
                    "jetty-12", "com.acme.kiosk.PlainKiosk", "Jetty 12.0.33", "com.acme.repackaged", "/slow?ms=", null),
            new FatJar(
                    "undertow-shop",
                    "com.acme.shop.HandlerShop",
                    "Undertow 1.4.28",
                    "com.acme.shop.internal",
                    "/slow?ms=",
                    null),
            new FatJar(
                    "relocated-netty",
                    "shaded.com.acme.quotes.QuotesApplication",
                    "Netty",
                    "shaded",
                    "/later?n=",
                    null));

    /** Each on each JDK that it runs on, as far as the slice goes. */
    static Stream<FatJar> onEachJdk() {
        return ALL.stream().flatMap(jar -> jar.jdks().map(jar::on));
    }

    /** Each on the oldest JDK under test that it runs on. */
    static Stream<FatJar> onOneJdk() {
        return ALL.stream().flatMap(jar -> jar.jdks().limit(1).map(jar::on));
    }

    private Stream<Jdk> jdks() {
        return Slice.jdks(module.equals("jetty-12") ? 17 : 8).stream();
    }

    private FatJar on(Jdk other) {
        return new FatJar(module, mainClass, server, prefix, slow, other);
    }

    App app(String... options) {
        return App.relocated(module, mainClass)
                .jdk(jdk)
                .property("lastcall.phases.lame-duck.quiet", "1s")
                .property("lastcall.phases.lame-duck.max", "1s")
                .agent(options);
    }

    @Override
    public String toString() {
        return module + " on " + jdk;
    }
}
