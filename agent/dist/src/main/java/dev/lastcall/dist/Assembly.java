package dev.lastcall.dist;

import dev.lastcall.FirstLook;
import dev.lastcall.core.Service;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.count.Declared;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.weaver.AgentClasses;
import dev.lastcall.weaver.Engine;
import dev.lastcall.weaver.Modules;
import dev.lastcall.weaver.PointTable;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Puts the agent together, then warms it up. */
final class Assembly {

    /** Packages of java.base that the agent looks into: to define the bridge, shrink accept backlogs, see shutdown hooks. */
    private static final String[] OPENED = {"jdk.internal.misc", "sun.nio.ch", "java.lang"};

    private Assembly() {}

    static void assemble(
            String arguments, Instrumentation instrumentation, ClassLoader loader, final FirstLook look, File jar)
            throws Throwable {
        Config outside = Config.read(arguments, System.getenv(), System.getProperties());
        if (!outside.get(Settings.ENABLED)) {
            instrumentation.removeTransformer(look);
            return;
        }
        if (!hasSignals()) {
            instrumentation.removeTransformer(look);
            Settled.say("Last Call could not start, the application runs without it: this Java runtime lacks the module"
                    + " jdk.unsupported, by which signals come; jlink --add-modules jdk.unsupported puts it in");
            return;
        }
        PointTable table = PointTable.read(Start.points(loader));
        Settled settled = Settled.of(outside, jar, table.lineNames());
        Config config = settled.config();
        if (settled.complains() || !config.get(Settings.ENABLED)) {
            instrumentation.removeTransformer(look);
            return;
        }
        look.planned(settled.classNames());
        AgentClasses classes = new JarClasses(loader);
        Modules modules = new Modules(instrumentation);
        modules.open(Arrays.asList(OPENED), loader);
        Bridge.define(classes);

        for (String line : table.lineNames()) {
            if (!config.get(Settings.libraryEnabled(line))) {
                table.switchOff(line);
            }
            if (config.get(Settings.libraryRelocations(line)) == Settings.Relocations.OFF) {
                table.switchCopiesOff(line);
            }
        }
        settled.addTo(table);
        Service service = new Service(config, new Owners(table.owned()), Version.read());
        settled.addTo(service.core(), instrumentation);
        Engine engine = Engine.create(service.core(), table, classes, instrumentation, modules);
        service.awaits(new Runnable() {
            @Override
            public void run() {
                look.awaitCalm();
            }
        });
        try {
            engine.start();
            service.start();
        } catch (Throwable failure) {
            engine.stop();
            throw failure;
        }
        Class<?>[] before = instrumentation.getAllLoadedClasses(); // main waits: looked at when it no longer does
        look.weaveWith(engine);
        engine.weaveOlderThanMain(look.olderThanMain());
        look.settle();
        sayWhatWasBefore(engine.linesAmong(before), service);
        weaveJdk(engine, service, look);
    }

    /** An image that jlink made has only the modules that it was told to have. */
    private static boolean hasSignals() {
        try {
            Class.forName("sun.misc.SignalHandler", false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static void sayWhatWasBefore(List<String> late, Service service) {
        if (!late.isEmpty()) {
            service.core()
                    .log()
                    .warn(
                            "Last Call has come late: {} loaded before it; what was opened with that is not drained,"
                                    + " executors and timers are",
                            String.join(", ", late) + (late.size() == 1 ? " was" : " were"));
        }
    }

    /**
     * Nothing more is loaded before there is something that a drain could wait for: most small programs never have it. What
     * the actions of a plan are for is not seen to come.
     */
    private static void weaveJdk(Engine engine, Service service, FirstLook look) {
        try {
            Declared declared = service.core().declared();
            if (declared == null || declared.plan().phases().isEmpty()) {
                engine.awaitFirstMet();
            }
            engine.warm(look.letGo());
            service.woven();
        } catch (Throwable failure) {
            service.core()
                    .log()
                    .warn(
                            "the JDK's classes are not woven: {}; executors and exits are not watched",
                            failure.toString());
        }
    }
}
