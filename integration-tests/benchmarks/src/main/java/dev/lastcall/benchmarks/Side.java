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

    /**
     * Without what JDK 21 and later tell JVMTI of virtual threads from the first agent on: what that costs. An experimental
     * option, for a measurement and not for services: debuggers and profilers need those events.
     */
    static final Side LAST_CALL_UNTOLD = new Side(
            "Last Call, JVMTI untold",
            app -> app.agent().flag("-XX:+UnlockExperimentalVMOptions").flag("-XX:-DoJVMTIVirtualThreadTransitions"));

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
