package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import dev.lastcall.weaver.AgentClasses;
import dev.lastcall.weaver.Engine;
import dev.lastcall.weaver.Modules;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.slf4j.LoggerFactory;

/** Jetty in this JVM, woven with this line's table as the agent would. To be touched before any class of Jetty. */
final class WovenJetty {
    static final DrainGate GATE;
    static final Core CORE;

    static {
        try {
            Config config = Config.read(null, Map.of(), Map.of());
            GATE = new DrainGate(Clock.SYSTEM, config.get(Settings.READINESS_PATHS));
            CORE = new Core(
                    config,
                    new Owners(List.of()),
                    (control, resource) -> {},
                    GATE,
                    LoggerFactory.getLogger("lastcall"));
            Instrumentation instrumentation = ByteBuddyAgent.install();
            Engine engine =
                    Engine.create(CORE, table(), new TestClasses(), instrumentation, new Modules(instrumentation));
            engine.start();
            instrumentation.addTransformer(new ClassFileTransformer() {
                @Override
                public byte[] transform(
                        ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                    return name == null || !name.startsWith("org/eclipse/jetty/")
                            ? null
                            : engine.weave(loader, name, bytes);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WovenJetty() {}

    /** The only request in flight, as soon as there is one. */
    static Work onlyRequest() {
        awaitRequests(1);
        return CORE.requests().inFlight().get(0);
    }

    /** Spins, because a race wants to start at once. */
    static void awaitRequests(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (CORE.requests().inFlight().size() != count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not " + count + " in flight: "
                        + CORE.requests().inFlight().size());
            }
            Thread.onSpinWait();
        }
    }

    private static Engine.Tables table() throws IOException {
        InputStream in = WovenJetty.class.getResourceAsStream("/lastcall/points/jetty-9.points");
        try (InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Engine.Tables.read(text);
        }
    }

    private static final class TestClasses implements AgentClasses {
        @Override
        public byte[] bytesOf(String className) {
            String file = className.replace('.', '/') + ".class";
            try (InputStream in = loader().getResourceAsStream(file)) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> namesIn(String packagePrefix) {
            return List.of();
        }

        @Override
        public ClassLoader loader() {
            return WovenJetty.class.getClassLoader();
        }
    }
}
