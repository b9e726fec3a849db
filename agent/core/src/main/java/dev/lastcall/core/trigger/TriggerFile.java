package dev.lastcall.core.trigger;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Arming;
import java.io.File;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a drain when a file appears. It looks twice a second: a watch service would not see a file that another machine
 * puts onto a shared volume, and would load NIO file systems.
 */
final class TriggerFile implements Runnable {

    private static final long BETWEEN_LOOKS_NANOS = 500_000_000L;

    private final File file;
    private final Triggers triggers;
    private boolean stale;

    TriggerFile(String path, Triggers triggers) {
        this.file = new File(path);
        this.triggers = triggers;
    }

    void start(Arming arming) {
        stale = file.exists();
        if (stale) {
            arming.sayWhenArmed("the trigger file " + file
                    + " exists already; it is expected to appear later; this one is ignored until it goes");
        }
        new AgentThread(this, "lastcall-trigger-file").start();
    }

    @Override
    public void run() {
        while (stale || !file.exists()) {
            LockSupport.parkNanos(this, BETWEEN_LOOKS_NANOS);
            stale = stale && file.exists();
        }
        triggers.fileAppeared(file.getPath());
    }
}
