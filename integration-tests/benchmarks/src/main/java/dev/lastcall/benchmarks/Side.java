package dev.lastcall.benchmarks;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdks;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** One way to start an application: with no agent, with ours, with another. */
record Side(String name, UnaryOperator<App> dress) {
    static final Side NONE = new Side("no agent", app -> app);
    static final Side LAST_CALL = new Side("Last Call", App::agent);

    /** Its exporters off: what it costs alone, without a collector that is not there. */
    static final Side OPEN_TELEMETRY = new Side(
            "OpenTelemetry agent",
            app -> app.flag("-javaagent:"
                            + Benchmarks.target()
                                    .resolve("others/opentelemetry-javaagent.jar")
                                    .toAbsolutePath())
                    .property("otel.traces.exporter", "none")
                    .property("otel.metrics.exporter", "none")
                    .property("otel.logs.exporter", "none"));

    /** What any agent costs that can weave, whatever it does: the JVM's own price. */
    static final Side WEAVES_NOTHING =
            new Side("agent that weaves nothing", app -> app.flag("-javaagent:" + NothingAgent.jar()));

    static final List<Side> PAIR = List.of(NONE, LAST_CALL);

    /** Without a lame duck, which only waits. */
    static final Side DRAINING_AT_ONCE = new Side(LAST_CALL.name(), app -> app.agent("phases.lame-duck.enabled=false"));

    App dress(App app) {
        return dress.apply(app.jdk(Jdks.first()));
    }

    /** One of the programs in {@code com.acme.bench}, alone on its class path. */
    static App program(String name) {
        return App.of("com.acme.bench." + name, Path.of(Benchmarks.target().toString(), "classes"));
    }
}
