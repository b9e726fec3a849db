package dev.lastcall.it.undertow;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The applications of {@code test-apps/undertow-shop} on one version of Undertow and one JDK. */
record Shop(Version version, Jdk jdk) {

    /** Each version on each JDK that it runs on, as far as the slice goes. */
    static List<Shop> all() {
        return Matrix.cells("undertow").stream()
                .map(cell -> new Shop(cell.version(), cell.jdk()))
                .toList();
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

    /** Plain handlers. */
    App handlers(String... options) {
        return start("com.acme.shop.HandlerShop", options);
    }

    /** Servlets, under {@code /shop}. */
    App servlets(String... options) {
        return start("com.acme.shop.ServletShop", options);
    }

    /** From 2.3 on servlets are of jakarta. */
    static String module(Version version) {
        return version.oldestJdk() > 8 ? "undertow-shop-jakarta" : "undertow-shop";
    }

    App plain(String mainClass) {
        return App.of(mainClass, App.classesOf(module(version)), version.jars());
    }

    private App start(String mainClass, String... options) {
        return plain(mainClass)
                .jdk(jdk)
                .cell(this)
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
        return version + " on " + jdk;
    }
}
