package dev.lastcall.core.trigger;

import dev.lastcall.core.Arming;
import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.drain.Drains;
import dev.lastcall.core.drain.Trigger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Brings what may end the JVM in front of the drain: signals, exits, a file. Thread-safe. */
public final class Triggers implements Exits {

    private final Core core;
    private final Arming arming;
    private final Drains drains;
    private final Signals signals;

    /** The status that a thread is exiting with; the hooks begin on the same thread. */
    private final ThreadLocal<Integer> exiting = new ThreadLocal<Integer>();

    /** Set when the drain is over and this agent itself exits: there is nothing left to wait for. */
    private volatile boolean leaving;

    public Triggers(Core core, Arming arming, Drains drains) {
        this.core = core;
        this.arming = arming;
        this.drains = drains;
        this.signals = new Signals(core.config().get(Settings.SIGNALS), this);
    }

    /** Hears signals, and watches for the file, from now on. */
    public void install() {
        exiting.set(null); // the first use of a ThreadLocal loads classes: here, not in a dying JVM
        if (signals.install()) {
            arming.sayWhenArmed(
                    "the JVM was started with -Xrs: signals are not heard, SIGTERM kills the process at once");
        }
        if (core.config().get(Settings.TRIGGER_FILE).isPresent()) {
            new TriggerFile(core.config().get(Settings.TRIGGER_FILE).get(), this).start();
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
        if (drains.hasBegun() || leaving) {
            if (core.config().get(Settings.SECOND_SIGNAL) == Settings.SecondSignal.FORCE) {
                drains.force();
            }
            return;
        }
        if (!arming.isArmed() && theirs != null) {
            theirs.handle(signal);
            return;
        }
        boolean person = signal.getName().equals("INT") && ProcessFacts.isInForeground();
        final Trigger trigger = Trigger.signal(signal.getName(), signal.getNumber(), !person);
        drainAndLeave(trigger, new Runnable() {
            @Override
            public void run() {
                if (theirs != null) {
                    theirs.handle(signal); // whether it exits is up to it; the watchdog stays
                } else {
                    exit(trigger);
                }
            }
        });
    }

    void fileAppeared(String path) {
        final Trigger trigger = Trigger.file(path);
        drainAndLeave(trigger, new Runnable() {
            @Override
            public void run() {
                exit(trigger);
            }
        });
    }

    /**
     * Drains on one non-daemon thread: handler threads are daemons, so if the application's last thread ended meanwhile
     * the JVM would exit in mid-drain.
     */
    private void drainAndLeave(final Trigger trigger, final Runnable leave) {
        Thread thread = new Thread(
                new Runnable() {
                    @Override
                    public void run() {
                        drains.drain(trigger, arming.isArmed(), null);
                        leaving = true;
                        leave.run();
                    }
                },
                "lastcall-drain");
        thread.setDaemon(false);
        thread.start();
    }

    private void exit(Trigger trigger) {
        Runtime.getRuntime().exit(drains.drain(trigger, arming.isArmed(), null));
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
        Thread thread = Thread.currentThread();
        Integer status = exiting.get();
        boolean endOfMain = status == null && thread.getName().equals("DestroyJavaVM");
        if (!drains.hasBegun()
                && (!arming.isArmed() || !core.config().get(endOfMain ? Settings.MAIN_END : Settings.SYSTEM_EXIT))) {
            return;
        }
        Trigger trigger = endOfMain ? Trigger.endOfMain() : Trigger.systemExit(status == null ? 0 : status);
        // The thread holds the lock of Shutdown and may be in the middle of a request or task: that one is not waited
        // for.
        drains.drain(trigger, arming.isArmed(), thread);
    }

    @Override
    public void hooksEnd() {
        if (drains.hasBegun() && arming.isArmed()) {
            NativeThreads.park(core);
        }
    }

    @Override
    public SignalHandler registers(Signal signal, SignalHandler handler) {
        return signals.registers(signal, handler);
    }
}
