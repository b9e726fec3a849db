package dev.lastcall.woven;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import dev.lastcall.weaver.AgentClasses;
import dev.lastcall.weaver.Engine;
import dev.lastcall.weaver.Modules;
import dev.lastcall.weaver.PointTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.slf4j.LoggerFactory;

/** A library in this JVM, woven with a line's table as the agent would. To be made before any class of it is loaded. */
public final class WovenLibrary {
    private final DrainGate gate;
    private final Core core;

    /**
     * @param line the name of the library line
     * @param packages whose classes belong to the library, such as {@code org/eclipse/jetty/}
     */
    public WovenLibrary(String line, String... packages) {
        Config config = Config.read(null, Map.of(), Map.of());
        gate = new DrainGate(Clock.SYSTEM, config);
        core = new Core(
                config, new Owners(List.of()), (control, resource) -> {}, gate, LoggerFactory.getLogger("lastcall"));
        Instrumentation instrumentation = ByteBuddyAgent.install();
        Engine engine =
                Engine.create(core, table(line), new TestClasses(), instrumentation, new Modules(instrumentation));
        engine.start();
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                boolean its = name != null && Stream.of(packages).anyMatch(name::startsWith);
                return its ? engine.transform(loader, name, redefined, domain, bytes) : null;
            }
        });
    }

    public DrainGate gate() {
        return gate;
    }

    /** The only request in flight, as soon as there is one. */
    public Work onlyRequest() {
        awaitRequests(1);
        return core.requests().inFlight().get(0);
    }

    /** Spins, because a race wants to start at once. */
    public void awaitRequests(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (core.requests().inFlight().size() != count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not " + count + " in flight but "
                        + core.requests().inFlight().size());
            }
            Thread.onSpinWait();
        }
    }

    private static PointTable table(String line) {
        try (InputStream in = WovenLibrary.class.getResourceAsStream("/lastcall/points/" + line + ".points")) {
            return PointTable.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            return WovenLibrary.class.getClassLoader();
        }
    }
}
