package dev.lastcall.it.http;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Slice;
import dev.lastcall.matrix.Version;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service under test: an application on certain versions of its libraries. It prints {@code began <path>} when a request
 * reaches its code, and answers these paths:
 *
 * <ul>
 *   <li>{@code /health}, {@code /live}, {@code /fast}, {@code /slow?ms=}: short texts, the last one after a while
 *   <li>{@code /async?ms=}: "later", from another thread
 *   <li>{@code /stream?mb=}: so many MiB in pieces; {@code /upload}: "received" and the number of bytes
 *   <li>{@code /stall}: from then on its listener accepts nobody; {@code /error}: 500; {@code /nowhere}: 404
 *   <li>servlets only: {@code /forward}, {@code /include}, {@code /session}, {@code /dispatch?ms=}, {@code /timeout?ms=}
 * </ul>
 *
 * @param name what the matrix calls it
 * @param oldestJdk the oldest JDK that its libraries run on
 * @param servlets whether it is made of servlets
 */
public record Service(String name, int oldestJdk, boolean servlets, Supplier<App> plain) {

    /** On a version of the matrix; its application's own jars apart. */
    public static Service of(Version version, boolean servlets, Supplier<App> plain) {
        return new Service(version.toString(), version.oldestJdk(), servlets, plain);
    }

    /** The same with a system property. */
    public Service with(String key, String value) {
        return new Service(name, oldestJdk, servlets, () -> plain.get().property(key, value));
    }

    /** With the agent, and a lame duck short enough for tests. */
    App app(String... options) {
        return plain.get()
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .property("lastcall.phases.lame-duck.max", "600ms")
                .agent(options);
    }

    /** A service on a JDK. */
    public record Cell(Service service, Jdk jdk) {

        App app(String... options) {
            return service.app(options).jdk(jdk).cell(this);
        }

        @Override
        public String toString() {
            return service.name + " on " + jdk;
        }
    }

    /** Each service on each JDK that its libraries run on, as far as the slice goes. */
    public static List<Cell> onEachJdk(Service... services) {
        return Stream.of(services)
                .flatMap(service -> Slice.jdks(service.oldestJdk).stream().map(jdk -> new Cell(service, jdk)))
                .toList();
    }

    /** Each service on the oldest JDK under test that its libraries run on. */
    public static List<Cell> onOneJdk(Service... services) {
        return Stream.of(services)
                .flatMap(service ->
                        Slice.jdks(service.oldestJdk).stream().limit(1).map(jdk -> new Cell(service, jdk)))
                .toList();
    }

    /** The line printed when a request reaches the application. */
    static Pattern began(String path) {
        return Pattern.compile("began " + path + "$");
    }

    /** The agent's line when a phase is over. */
    static Pattern done(String phase) {
        return Pattern.compile(phase + " done");
    }
}
