package dev.lastcall.core.log;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Privileged;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The stderr that the JVM was started with, whatever has become of {@code System.err}. It may be a pipe that nobody reads,
 * so one thread of its own writes; whoever says something only puts it into a bounded queue. Thread-safe.
 *
 * <p>No wake-up is lost: all state is read and changed under one lock, and each change tells all who wait for it before
 * the lock is released. The lock is never held while something is written.
 */
public final class Stderr implements Runnable {

    private static final int MOST_QUEUED_BYTES = 1 << 20;

    private static final class Process {
        static final Stderr STDERR = new Stderr(open());

        /** The application's manager may forbid it; and once it is open nobody is asked any more. */
        private static OutputStream open() {
            final FileOutputStream[] opened = new FileOutputStream[1];
            Privileged.run(new Runnable() {
                @Override
                public void run() {
                    opened[0] = new FileOutputStream(FileDescriptor.err);
                }
            });
            return opened[0];
        }
    }

    private final OutputStream out;
    private final Queue<byte[]> queue = new ArrayDeque<byte[]>();
    private int queuedBytes;
    private long said;
    private long written;
    private long dropped;
    private boolean hasThread;

    /** What was written when a flush last ran out of patience: until that changes nobody waits again. */
    private long stuckAt = -1;

    Stderr(OutputStream out) {
        this.out = out;
    }

    /** That of this process. */
    public static Stderr ofThisProcess() {
        return Process.STDERR;
    }

    /** Says one line or more, in order with all others; what finds the queue full is counted and dropped. Does not wait. */
    public void say(String lines) {
        byte[] bytes = (lines + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        boolean hasThread = hasThread();
        synchronized (this) {
            if (!hasThread) { // the system's limit: to write here could block for ever, and with it a drain
                dropped++;
                return;
            }
            // Once something was dropped so is what follows, until its count stands where it would have stood.
            if (dropped > 0 || queuedBytes > 0 && queuedBytes + bytes.length > MOST_QUEUED_BYTES) {
                dropped++;
                return;
            }
            add(bytes);
        }
    }

    private void add(byte[] bytes) {
        queue.add(bytes);
        queuedBytes += bytes.length;
        said++;
        notifyAll();
    }

    /** Starts the thread at the first call. */
    private synchronized boolean hasThread() {
        if (!hasThread) {
            try {
                Privileged.run(new Runnable() {
                    @Override
                    public void run() {
                        Thread thread = new AgentThread(Stderr.this, "lastcall-log");
                        thread.setContextClassLoader(null); // it lasts, and that of whoever speaks first need not
                        thread.start();
                    }
                });
                hasThread = true;
            } catch (Throwable noThread) {
                // asked again at the next line
            }
        }
        return hasThread;
    }

    @Override
    public void run() {
        while (true) {
            try {
                byte[] bytes = next();
                write(bytes);
                done();
            } catch (Throwable notMeant) {
                // whoever speaks later must find somebody here
            }
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        while (queue.isEmpty()) {
            if (dropped > 0) {
                String lines = dropped == 1 ? "1 line was" : dropped + " lines were";
                dropped = 0;
                add((LogLine.of("WARN", lines + " dropped here: nobody has read stderr") + System.lineSeparator())
                        .getBytes(StandardCharsets.UTF_8));
            } else {
                wait();
            }
        }
        byte[] bytes = queue.remove();
        queuedBytes -= bytes.length;
        return bytes;
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException closed) {
            // nobody will ever read it
        }
    }

    private synchronized void done() {
        written++;
        notifyAll();
    }

    /**
     * Waits until what was said is written, for so long at most; and not at all where somebody has waited in vain, and
     * nothing was written since. An interrupt is kept for later.
     */
    public synchronized void flush(long atMostMillis) {
        long last = said + (dropped > 0 ? 1 : 0);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        boolean interrupted = false;
        while (written < last && written != stuckAt) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                stuckAt = written;
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
