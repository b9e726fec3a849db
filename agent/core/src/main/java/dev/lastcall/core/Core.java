package dev.lastcall.core;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.count.CountedWork;
import dev.lastcall.core.count.Declared;
import dev.lastcall.core.gate.Gate;
import dev.lastcall.core.gate.Vigil;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.log.Log;
import dev.lastcall.core.resource.Openings;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.UnknownServers;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.trigger.Exits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/** What library lines and drains share. One a JVM. Thread-safe. */
public final class Core {

    /** Told what a drain needs to be told of. */
    public interface DrainListener {

        /** There is something to drain. Once, on a thread of the agent's, before that is said. */
        default void armed() {}

        /** A drain begins, before its first phase. */
        void drainBegins();
    }

    private final Config config;
    private final Clock clock = Clock.SYSTEM;
    private final Bell bell = new Bell();
    private final Ledger requests;
    private final List<DrainListener> drainListeners = new CopyOnWriteArrayList<DrainListener>();
    private final List<Runnable> chores = new CopyOnWriteArrayList<Runnable>();
    private final Resources resources;
    private final Owners owners;
    private final Gate gate;
    private final Vigil vigil = new Vigil();
    /** Made when it is first asked for: most programs never do. Guarded by this. */
    private Unseen unseen;

    private final Log log;
    private final Optional<ReadinessFile> readinessFile;
    private final WayOut wayOut = new WayOut();
    private volatile Declared declared;
    private volatile Exits exits;
    private volatile Runnable calm;

    /** These two are made where they are needed, for small programs open no port. Guarded by this. */
    private Openings openings;

    private UnknownServers unknownServers;

    public Core(Config config, Owners owners, Resources.Observer observer, Gate gate, Log log) {
        this.config = config;
        this.requests = new Ledger(clock, bell, config.get(Settings.MAX_REQUESTS));
        this.owners = owners;
        this.resources = new Resources(observer);
        this.gate = gate;
        this.log = log;
        Optional<String> path = config.get(Settings.READINESS_FILE);
        this.readinessFile =
                path.isPresent() ? Optional.of(new ReadinessFile(path.get())) : Optional.<ReadinessFile>empty();
    }

    /** A core that logs to an existing logger, for tests. */
    public Core(Config config, Owners owners, Resources.Observer observer, Gate gate, Logger log) {
        this(config, owners, observer, gate, new Log(log));
    }

    public Config config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    /** Rung when something ended that a drain may wait for. */
    public Bell bell() {
        return bell;
    }

    public Ledger requests() {
        return requests;
    }

    public Resources resources() {
        return resources;
    }

    public Owners owners() {
        return owners;
    }

    /** The ports that are about to be opened. */
    public synchronized Openings openings() {
        if (openings == null) {
            openings = new Openings(clock, bell);
        }
        return openings;
    }

    /** What listens in this JVM and no line knows. */
    public synchronized UnknownServers unknownServers() {
        if (unknownServers == null) {
            unknownServers = new UnknownServers(this, calm);
        }
        return unknownServers;
    }

    /** What returns when the application's start no longer needs the processor. */
    void awaits(Runnable newCalm) {
        calm = newCalm;
    }

    public Gate gate() {
        return gate;
    }

    public Vigil vigil() {
        return vigil;
    }

    /** Empty if there is to be none. */
    public Optional<ReadinessFile> readinessFile() {
        return readinessFile;
    }

    /** Something serves: writes the readiness file, if there is to be one. */
    public void ready() {
        try {
            if (readinessFile.isPresent()) {
                readinessFile.get().write();
            }
        } catch (IOException failure) {
            log().warn("cannot write the readiness file: {}", failure.getMessage());
        }
    }

    public Logger log() {
        return log.get();
    }

    /** Waits for what was said to be written, but not for long where nobody reads it. */
    public void flushLog(long atMostMillis) {
        log.flush(atMostMillis);
    }

    public WayOut wayOut() {
        return wayOut;
    }

    /** For failures that change nothing, told to those who look for them; where the log itself fails, to nobody. */
    public void debug(String what, Throwable failure) {
        try {
            log().debug(what, failure);
        } catch (Throwable speechless) {
            // the caller goes on
        }
    }

    public void onDrain(DrainListener listener) {
        drainListeners.add(listener);
    }

    public List<DrainListener> drainListeners() {
        return drainListeners;
    }

    /** Has something done every few seconds, on the watch's thread, once anything is under control. */
    public void nowAndThen(Runnable chore) {
        chores.add(chore);
    }

    List<Runnable> chores() {
        return chores;
    }

    /** Where the JVM's exits and signals are reported. */
    public Exits exits() {
        return exits;
    }

    public void connect(Exits to) {
        exits = to;
    }

    /** What the plan file declares beyond settings, or null if there is no plan file. */
    public Declared declared() {
        return declared;
    }

    /** Before the start, if there is a plan file. */
    public void declare(Declared newDeclared) {
        declared = newDeclared;
    }

    /** What was switched off, and so is not drained. */
    public synchronized Unseen unseen() {
        if (unseen == null) {
            unseen = new Unseen();
        }
        return unseen;
    }

    /**
     * A library line was switched off: forgets all its work and resources.
     *
     * @param name how logs name it
     */
    public void forget(String name, LineCode line) {
        unseen().add(name, requests.inFlight(line), "request", resources.has(line), gate.isDraining());
        requests.forget(line);
        resources.forget(line);
        openings().forget();
        bell.ring();
    }

    /**
     * The points of an entry of the plan do not work: forgets what it has counted.
     *
     * @param where the place of its declaration
     */
    public void forgetDeclared(String name, String where) {
        CountedWork work = declared.counted(where);
        if (work == null) {
            return; // a tracked class, which is nothing to wait for
        }
        int inFlight = work.inFlight();
        // What was never reached does not fit its class, and has never counted anything.
        if (inFlight > 0 || work.isKnown()) {
            unseen().add(name, inFlight, work.noun(), true, gate.isDraining());
        }
        work.forget();
    }
}
