package dev.lastcall.dist;

import dev.lastcall.core.Service;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.weaver.AgentClasses;
import dev.lastcall.weaver.Engine;
import dev.lastcall.weaver.Modules;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts the agent together. What must not be touched on this path, because applications break or slow down: Byte Buddy,
 * java.util.logging, NIO file systems, JMX, lambdas, slf4j.
 */
public final class Start {

    /** Packages of java.base that the agent looks into: one defines the bridge, the other shrinks accept backlogs. */
    private static final String[] OPENED = {"jdk.internal.misc", "sun.nio.ch"};

    private Start() {}

    public static void start(String arguments, Instrumentation instrumentation, final ClassLoader loader)
            throws Exception {
        Config outside = Config.read(arguments, System.getenv(), System.getProperties());
        if (!outside.get(Settings.ENABLED)) {
            return;
        }
        Engine.Tables tables = Engine.Tables.read(
                new InputStreamReader(loader.getResourceAsStream("lastcall.points"), StandardCharsets.UTF_8));
        Settled settled = Settled.of(outside, jar(), tables.lines());
        Config config = settled.config();
        if (settled.complains() || !config.get(Settings.ENABLED)) {
            return;
        }
        AgentClasses classes = new JarClasses(loader);
        Modules modules = new Modules(instrumentation);
        modules.open(Arrays.asList(OPENED), loader);
        Bridge.define(classes);

        for (String line : tables.lines()) {
            if (!config.get(Settings.libraryEnabled(line))) {
                tables.switchOff(line);
            }
        }
        settled.addTo(tables);
        Service service = new Service(config, new Owners(tables.owned()), Version.read());
        settled.addTo(service.core(), instrumentation);
        Engine engine = Engine.create(service.core(), tables, classes, instrumentation, modules);
        engine.start();
        service.start();
        Thread warming = new Thread(new WarmUp(engine, service), "lastcall-warm-up");
        warming.setDaemon(true);
        warming.start();
    }

    private static File jar() throws java.net.URISyntaxException {
        return new File(
                Start.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
