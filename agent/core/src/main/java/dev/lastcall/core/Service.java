package dev.lastcall.core;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.drain.Drains;
import dev.lastcall.core.drain.EndlessWatch;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.log.Log;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.trigger.Triggers;

/** The core put together: what the agent starts in every JVM. */
public final class Service {

    private final Core core;
    private final Arming arming;
    private final Triggers triggers;

    public Service(Config config, Owners owners, String version) {
        DrainGate gate = new DrainGate(Clock.SYSTEM, config);
        EndlessWatch endless = new EndlessWatch(Clock.SYSTEM, config.get(Settings.ENDLESS_AFTER));
        this.arming = new Arming(endless, version);
        this.core = new Core(config, owners, arming, gate, new Log(config.get(Settings.LOG_LEVEL)));
        arming.connect(core);
        this.triggers = new Triggers(core, arming, new Drains(core, gate, endless));
        core.connect(triggers);
    }

    public Core core() {
        return core;
    }

    /** Nothing that is not urgent is done or said before this has returned, unless a drain begins. */
    public void awaits(Runnable calm) {
        arming.awaits(calm);
        core.awaits(calm);
    }

    /** Before the application's main: hears signals from now on. */
    public void start() {
        arming.removeStaleReadinessFile();
        triggers.install();
    }

    /** The classes of the JDK are woven. */
    public void woven() {
        triggers.takeBack();
    }
}
