package dev.lastcall.core.trigger;

import dev.lastcall.core.Arming;
import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.drain.Drains;
import dev.lastcall.core.drain.Trigger;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Brings what may end the JVM in front of the drain: signals, exits, a file. Thread-safe. */
public final class Triggers implements Exits {

    private static final long LAST_WORDS_MILLIS = 200;

    private final Core core;
    private final Arming arming;
    private final Drains drains;
    private final Signals signals;

    /** The status that a thread is exiting with; the hooks begin on the same thread. */
    private final ThreadLocal<Integer> exiting = new ThreadLocal<Integer>();

    /** The first signal or file, which drains; so that of two at once the other is certainly the second. */
    private final AtomicReference<First> first = new AtomicReference<First>();

    /** Set when the drain is over, or the hooks run: there is nothing left to wait for. */
    private volatile boolean leaving;

    /** Set while a thread of the application is inside an exit and waits for the drain: the JVM leaves with its code. */
    private volatile boolean exitHeld;

    public Triggers(Core core, Arming arming, Drains drains) {
        this.core = core;
        this.arming = arming;
        this.drains = drains;
        this.signals = new Signals(core.config().get(Settings.SIGNALS), this);
    }

    /** Hears signals, and watches for the file, from now on. */
    public void install() {
        exiting.set(null); // the first use of a ThreadLocal loads classes: here, not in a dying JVM
        List<String> refused = signals.install();
        if (!refused.isEmpty()) {
            arming.sayWhenArmed(
                    "the JVM lets nobody hear " + String.join(", ", refused)
                            + " (as with -Xrs), which will kill it without a drain; System.exit and the end of main still drain");
        }
        if (core.config().get(Settings.TRIGGER_FILE).isPresent()) {
            new TriggerFile(core.config().get(Settings.TRIGGER_FILE).get(), this).start(arming);
        } else if (ProcessFacts.isChildOfShellInit()) {
            arming.sayWhenArmed("PID 1 is a shell, which keeps SIGTERM to itself: start java with exec, or set"
                    + " lastcall.triggers.file");
        }
    }

    /** Takes the signals back from handlers that were registered before {@code Signal.handle} was woven. */
    public void takeBack() {
        signals.takeBack();
    }

    /** A signal has come, on a daemon thread of its own; {@code theirs} is the application's handler, or null. */
    void signalled(final Signal signal, final SignalHandler theirs) {
        if (theirs != null && !drains.hasBegun() && !arming.isArmedNow()) {
            theirs.handle(signal);
            return;
        }
        try {
            heard(signal, theirs);
        } catch (Throwable failure) { // such as classes that are gone with the jar: the process must go all the same
            if (!drains.hasBegun()) {
                noteLeaving();
                leave(128 + signal.getNumber());
            }
        }
    }

    private void heard(Signal signal, SignalHandler theirs) {
        boolean person = signal.getName().equals("INT") && ProcessFacts.isInForeground();
        boolean isFirst = first.compareAndSet(null, new First(signal.getName(), core.clock()));
        if (isFirst && !leaving) {
            drainFor(signal, theirs, person);
            return;
        }
        boolean another = isFirst || first.get().isOther(signal.getName(), person, core.config());
        if (another && core.config().get(Settings.SECOND_SIGNAL) == Settings.SecondSignal.FORCE) {
            drains.force();
        }
    }

    private void drainFor(final Signal signal, final SignalHandler theirs, boolean person) {
        String name = signal.getName();
        if (theirs == null) {
            drainAndLeave(Trigger.signal(name, signal.getNumber(), !person), exit());
        } else {
            drainAndLeave(Trigger.handledSignal(name, signal.getNumber(), !person), new IntConsumer() {
                @Override
                public void accept(int code) {
                    theirs.handle(signal); // whether it exits is up to it; the watchdog stays
                }
            });
        }
    }

    void fileAppeared(String path) {
        if (!leaving && first.compareAndSet(null, new First("", core.clock()))) {
            drainAndLeave(Trigger.file(path), exit());
        }
    }

    /**
     * Drains on one non-daemon thread: handler threads are daemons, so if the application's last thread ended meanwhile
     * the JVM would exit in mid-drain.
     */
    private void drainAndLeave(final Trigger trigger, final IntConsumer leave) {
        Runnable work = new Runnable() {
            @Override
            public void run() {
                leave.accept(drain(trigger));
            }
        };
        Thread thread = new Thread(work, "lastcall-drain");
        thread.setDaemon(false);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) { // the system's limit: then on this one
            work.run();
        }
    }

    /** Whatever fails in here, the process must go when it is told to. */
    private int drain(Trigger trigger) {
        try {
            return drains.drain(trigger, arming.isArmedForTheEnd(), null);
        } catch (Throwable failure) {
            core.debug("the drain failed", failure);
            return trigger.defaultCode();
        } finally {
            noteLeaving();
        }
    }

    private void noteLeaving() {
        leaving = true;
        try {
            core.openings().refuse(); // the hooks may need the locks of those that wait there
        } catch (Throwable failure) { // its class may be gone with the jar: then nobody waits there
            core.debug("letting openings go", failure);
        }
    }

    /** A second exit beside one that is under way could win on Java 8, which halts at once with the code of the later. */
    private IntConsumer exit() {
        return new IntConsumer() {
            @Override
            public void accept(int code) {
                if (!exitHeld) {
                    leave(code);
                }
            }
        };
    }

    /** Until one of the ways leads out. Each but the last has run the hooks if it has come as far as that. */
    private void leave(int code) {
        drains.exitBegins(arming.isArmed());
        core.wayOut().exit(code);
        signals.callJvm();
        core.wayOut().halt(code);
    }

    @Override
    public void exiting(int status) {
        exiting.set(status);
    }

    @Override
    public void hooksBegin() {
        if (leaving) {
            return;
        }
        final Thread thread = Thread.currentThread();
        final Trigger trigger = exitOn(thread);
        boolean wanted = core.config().get(trigger == Trigger.END_OF_MAIN ? Settings.MAIN_END : Settings.SYSTEM_EXIT);
        try {
            // The thread holds the lock of Shutdown and may be in the middle of a request or task: that one is not
            // waited for.
            if (drains.hasBegun() || wanted && arming.isArmedNow()) {
                exitHeld = true;
                if (trigger.ownCode().isPresent()) {
                    drains.exitsWith(trigger.ownCode().get());
                }
                VirtualThreads.letWait(thread, new Runnable() {
                    @Override
                    public void run() {
                        drains.drain(trigger, arming.isArmed(), thread);
                    }
                });
            }
        } finally {
            drains.exitBegins(arming.isArmed());
            noteLeaving(); // a signal from now on finds the hooks running, and must not drain beside them
        }
    }

    private Trigger exitOn(Thread thread) {
        Integer status = exiting.get();
        String name = thread.getName();
        if (status == null) {
            return name.equals("DestroyJavaVM") ? Trigger.END_OF_MAIN : Trigger.systemExit(0);
        }
        return name.startsWith("SIG") && name.endsWith(" handler") && status > 128
                ? Trigger.unheardSignal(name.substring(0, name.indexOf(' ')), status)
                : Trigger.systemExit(status);
    }

    @Override
    public void hooksEnd() {
        if (drains.hasBegun() && arming.isArmed()) {
            drains.hooksEnd();
            NativeThreads.park(core);
        }
        core.flushLog(LAST_WORDS_MILLIS);
    }

    @Override
    public void halting(int status) {
        if (drains.hasBegun()) {
            drains.halting(status);
        }
    }

    @Override
    public SignalHandler registers(Signal signal, SignalHandler handler) {
        return signals.registers(signal, handler);
    }
}
