package dev.lastcall.library.jetty12;

import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends the selectors of a connector that has neither a listener nor connections any more. HotSpot waits at its exit up to
 * 300 ms for threads in native code, and a selector sits there. The connector itself goes on: the application may stop it
 * in its own shutdown hook.
 */
final class Selectors {

    private static final long AT_MOST_MILLIS = 100;

    private Selectors() {}

    /** On a thread of its own, because Jetty waits without end for selectors that an application may have blocked. */
    static void end(final ServerConnector connector) {
        Thread thread = new Thread(
                new Runnable() {
                    @Override
                    public void run() {
                        try {
                            connector.getSelectorManager().stop();
                        } catch (Exception asBefore) {
                            return; // then the exit takes a little longer
                        }
                    }
                },
                "lastcall-selectors");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(AT_MOST_MILLIS);
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
        }
    }
}
