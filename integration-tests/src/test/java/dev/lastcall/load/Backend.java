package dev.lastcall.load;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.util.List;
import java.util.function.Supplier;

/**
 * A service for many clients, on the newest version of its server. Its first argument, if it has one, is a port on which it
 * listens, too.
 *
 * @param name as it is chosen by
 */
public record Backend(String name, String title, Supplier<App> plain) {

    public static List<Backend> all() {
        return List.of(
                of("jetty-9", "jetty-9", "com.acme.kiosk.ServletKiosk"),
                ofMatrix("jetty-12", "jetty-12/handlers", "com.acme.kiosk.PlainKiosk"),
                ofMatrix("undertow", "undertow", "com.acme.shop.HandlerShop"),
                ofMatrix("netty", "netty-4/nio", "com.acme.quotes.QuotesApplication"));
    }

    private static Backend of(String name, String testApp, String mainClass) {
        return new Backend(
                name,
                "Jetty 9.4",
                () -> App.testApp(testApp, mainClass)
                        .jdk(jdk())
                        .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                        .property("org.eclipse.jetty.LEVEL", "WARN"));
    }

    private static Backend ofMatrix(String name, String line, String mainClass) {
        Version newest = Matrix.newest(line, jdk());
        return new Backend(
                name,
                newest.toString(),
                () -> App.of(mainClass, App.classesOf(testApp(name, newest)), newest.jars())
                        .jdk(jdk()));
    }

    @Override
    public String toString() {
        return title;
    }

    private static String testApp(String name, Version version) {
        return switch (name) {
            case "undertow" -> version.oldestJdk() > 8 ? "undertow-shop-jakarta" : "undertow-shop";
            case "netty" -> "netty-services";
            default -> name;
        };
    }

    /** All four run on 17. */
    private static Jdk jdk() {
        return Jdks.all().stream()
                .filter(jdk -> jdk.version() >= 17)
                .findFirst()
                .orElseGet(Jdk::current);
    }
}
