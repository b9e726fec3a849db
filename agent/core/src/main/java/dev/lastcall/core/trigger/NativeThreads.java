package dev.lastcall.core.trigger;

import dev.lastcall.core.Core;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ThreadControl;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Parks, as the last act before the JVM halts, the threads that would hold the halt up. Not earlier: the application's
 * hooks may need them, to say goodbye to a registry for one.
 */
final class NativeThreads {

    /** Threads that take longer than this are left to the JVM, which waits three times as long and no longer. */
    private static final long PATIENCE_MILLIS = 100;

    private NativeThreads() {}

    static void park(Core core) {
        try {
            List<Controlled<ThreadControl<Object>>> all = core.resources().threads();
            final CountDownLatch parked = new CountDownLatch(all.size());
            for (Controlled<ThreadControl<Object>> threads : all) {
                threads.control().park(threads.resource(), new Runnable() {
                    @Override
                    public void run() {
                        parked.countDown();
                    }
                });
            }
            parked.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (Throwable late) {
            // the JVM halts all the same
        }
    }
}
