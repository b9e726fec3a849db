package dev.lastcall.it.undertow;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The applications of {@code test-apps/undertow-shop} on one version of Undertow and one JDK.
 *
 * @param oldestJdk the first JDK that this version runs on
 */
record Shop(String version, String module, int oldestJdk, Jdk jdk) {
    private static final List<Shop> VERSIONS = List.of(
            new Shop("1.4.28", "undertow-shop", 8, null),
            new Shop("2.0.42", "undertow-shop", 8, null),
            new Shop("2.2.40", "undertow-shop", 8, null),
            new Shop("2.3.26", "undertow-shop-jakarta", 11, null),
            new Shop("2.4.4", "undertow-shop-jakarta", 17, null));

    /** Each version on each JDK that it runs on, as far as the slice goes. */
    static List<Shop> all() {
        List<Shop> all = new ArrayList<>();
        for (Shop version : Slice.of(VERSIONS)) {
            for (Jdk jdk : Slice.jdks(version.oldestJdk)) {
                all.add(version.on(jdk));
            }
        }
        return all;
    }

    /** Each version on the oldest JDK under test that it runs on. */
    static List<Shop> each() {
        List<Shop> each = new ArrayList<>();
        for (Shop shop : all()) {
            if (each.stream().noneMatch(other -> other.version.equals(shop.version))) {
                each.add(shop);
            }
        }
        return each;
    }

    /** The oldest and the newest: XNIO 3.3 and 3.8 below them accept in different ways. */
    static List<Shop> ends() {
        List<Shop> each = each();
        return List.of(each.get(0), each.get(each.size() - 1));
    }

    static Shop newest() {
        return each().get(each().size() - 1);
    }

    private Shop on(Jdk other) {
        return new Shop(version, module, oldestJdk, other);
    }

    /** Plain handlers. */
    App handlers(String... options) {
        return start("com.acme.shop.HandlerShop", options);
    }

    /** Servlets, under {@code /shop}. */
    App servlets(String... options) {
        return start("com.acme.shop.ServletShop", options);
    }

    App plain(String mainClass) {
        return App.of(mainClass, App.classesOf(module), App.libOf(module, version));
    }

    private App start(String mainClass, String... options) {
        return plain(mainClass)
                .jdk(jdk)
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .property("lastcall.phases.lame-duck.max", "600ms")
                .agent(options);
    }

    /** The line printed when a request reaches its handler. */
    static Pattern began(String path) {
        return Pattern.compile("began " + path + "$");
    }

    /** The agent's line when a phase is over. */
    static Pattern done(String phase) {
        return Pattern.compile(phase + " done");
    }

    @Override
    public String toString() {
        return "Undertow " + version + " on " + jdk;
    }
}
