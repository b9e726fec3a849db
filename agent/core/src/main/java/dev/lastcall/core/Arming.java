package dev.lastcall.core;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.drain.EndlessWatch;
import dev.lastcall.core.resource.Control;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.DeclaredControl;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.resource.PoolControl;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.TaskControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether there is anything in this JVM that a drain is worth a word for: a listener, or what the plan file declares. Until then the agent is silent.
 * Thread-safe.
 */
public final class Arming implements Resources.Observer {

    private static final int MOST_WAIT_SECONDS = 1;

    private final EndlessWatch endless;
    private final String version;
    private final List<String> notes = new CopyOnWriteArrayList<String>();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile Core core;
    private volatile Runnable calm;
    private final ReentrantLock speaking = new ReentrantLock();

    /** Guarded by {@link #speaking}. */
    private boolean spoken;

    private final AtomicBoolean armed = new AtomicBoolean();

    Arming(EndlessWatch endless, String version) {
        this.endless = endless;
        this.version = version;
    }

    /** The core needs this to be made, and this needs the core to speak. */
    void connect(Core to) {
        core = to;
    }

    /** A line for the log that is worth reading only where there is something to drain. */
    public void sayWhenArmed(String line) {
        notes.add(line);
    }

    /** What returns when the application's start no longer needs the processor. */
    void awaits(Runnable newCalm) {
        calm = newCalm;
    }

    public boolean isArmed() {
        return armed.get();
    }

    /**
     * The same when a trigger has come: what the actions of a plan are for, such as a thread or an MBean, has no moment at
     * which it is seen to exist, so it is looked for now, and a listener that is just being opened is waited for. What is
     * still to be said is said, before the drain speaks. Never throws.
     */
    public boolean isArmedNow() {
        try {
            if (!armed.get()) {
                core.openings().await(core.openings().patience());
            }
            if (armed.get() || core.declared() != null && core.declared().hasTarget()) {
                armed.set(true);
                prepareAndSpeakOnce();
            }
        } catch (Throwable failure) {
            core.debug("looking for what the plan acts on", failure);
        }
        return armed.get();
    }

    /**
     * The same for a JVM that is to end. One that is not armed opens no port any more: what begins to open is held, and what
     * had begun before is armed by the time that the hold returns. Never throws.
     */
    public boolean isArmedForTheEnd() {
        if (isArmedNow()) {
            return true;
        }
        try {
            core.openings().hold(core.openings().patience());
        } catch (Throwable failure) { // its class may be gone with the jar
            core.debug("holding what opens", failure);
        }
        if (isArmedNow()) {
            core.openings().letGo();
            return true;
        }
        return false;
    }

    @Override
    public void added(final Control<?> control, final Object resource) {
        final boolean arms = (control instanceof ListenerControl || control instanceof DeclaredControl)
                && armed.compareAndSet(false, true);
        final boolean first = watching.compareAndSet(false, true);
        if (first || arms) {
            Privileged.run(new Runnable() {
                @Override
                public void run() {
                    if (first) {
                        new Watch(core, endless).start();
                    }
                    if (arms) {
                        if (!(control instanceof ListenerControl) || serves((ListenerControl<?>) control, resource)) {
                            core.ready();
                        }
                        speakLater();
                    }
                }
            });
        }
    }

    /** On another thread, and later: the first line loads the log, and the application is just opening its port. */
    private void speakLater() {
        Thread speaker = new Thread(
                new Runnable() {
                    @Override
                    public void run() {
                        if (calm != null) {
                            calm.run();
                        }
                        prepareAndSpeakOnce();
                    }
                },
                "lastcall-armed");
        speaker.setDaemon(true);
        speaker.start();
    }

    /**
     * Whoever comes second waits for the first, so that the lines of a drain come behind these; not for long, because an
     * application may exit with a lock in its hands that the first needs to load classes.
     */
    private void prepareAndSpeakOnce() {
        try {
            if (!speaking.tryLock(MOST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException cannotWait) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!spoken) {
                spoken = true;
                prepareAndSpeak();
            }
        } finally {
            speaking.unlock();
        }
    }

    private void prepareAndSpeak() {
        for (Core.DrainListener listener : core.drainListeners()) {
            listener.armed();
        }
        core.log().info(armedLine());
        for (String note : notes) {
            core.log().warn(note);
        }
    }

    private String armedLine() {
        List<String> names = new ArrayList<String>();
        for (Controlled<ListenerControl<Object>> listener : core.resources().listeners()) {
            names.add(listener.toString());
        }
        for (Controlled<PoolControl<Object>> pool : core.resources().pools()) {
            names.add(pool.toString());
        }
        for (Controlled<DeclaredControl<Object>> declared : core.resources().declared()) {
            names.add(declared.toString());
        }
        if (names.isEmpty()) {
            names.add("actions of the plan");
        }
        int executors = 0;
        for (Controlled<TaskControl<Object>> executor : core.resources().executors()) {
            boolean named = executor.control() instanceof DeclaredControl;
            executors += named || executor.control().isEverybodys(executor.resource()) ? 0 : 1;
        }
        if (executors > 0) {
            names.add(executors + (executors == 1 ? " executor" : " executors"));
        }
        Duration grace = core.config().get(Settings.GRACE_PERIOD);
        return "Last Call " + version + " armed: " + String.join(", ", names) + "; grace period "
                + grace.toMillis() / 1000.0 + " s, of it "
                + core.config().get(Settings.EXIT_RESERVE).toMillis() / 1000.0 + " s for shutdown hooks";
    }

    @SuppressWarnings("unchecked") // a resource is of its control's kind
    private static boolean serves(ListenerControl<?> control, Object listener) {
        return ((ListenerControl<Object>) control).serves(listener);
    }

    void removeStaleReadinessFile() {
        try {
            if (core.readinessFile().isPresent()) {
                core.readinessFile().get().removeStale();
            }
        } catch (IOException failure) {
            core.log().warn("cannot remove a stale readiness file: {}", failure.getMessage());
        }
    }
}
