package dev.lastcall.library.undertow;

import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The connections that no longer speak HTTP/1: HTTP/2, whose streams are requests like any other, WebSockets and whatever else
 * an application upgrades to. Costs a lock when one of these begins. Weak: XNIO holds a connection as long as it is open.
 */
final class Upgrades {

    /** Null values are of protocols that Undertow does not know. */
    private final Map<StreamConnection, WeakReference<AbstractFramedChannel<?, ?, ?>>> known =
            new WeakHashMap<StreamConnection, WeakReference<AbstractFramedChannel<?, ?, ?>>>();

    /** An HTTP/1 connection hands its bytes over. */
    synchronized void upgraded(StreamConnection connection) {
        if (!known.containsKey(connection)) {
            known.put(connection, null);
        }
    }

    /** A protocol with frames begins, after an upgrade or from the start. */
    synchronized void framed(AbstractFramedChannel<?, ?, ?> channel, StreamConnection connection) {
        known.put(connection, new WeakReference<AbstractFramedChannel<?, ?, ?>>(channel));
    }

    /** Those that are open on a local port, which no connection that the application has made itself has. */
    private synchronized Map<StreamConnection, AbstractFramedChannel<?, ?, ?>> at(int port) {
        Map<StreamConnection, AbstractFramedChannel<?, ?, ?>> found =
                new HashMap<StreamConnection, AbstractFramedChannel<?, ?, ?>>();
        for (Map.Entry<StreamConnection, WeakReference<AbstractFramedChannel<?, ?, ?>>> entry : known.entrySet()) {
            InetSocketAddress local = entry.getKey().getLocalAddress(InetSocketAddress.class);
            if (entry.getKey().isOpen() && local != null && local.getPort() == port) {
                found.put(
                        entry.getKey(),
                        entry.getValue() == null ? null : entry.getValue().get());
            }
        }
        return found;
    }

    /**
     * Says GOAWAY on each connection of HTTP/2, on its own thread: what that has read stands in the ledger by then, and the rest
     * is beyond the last stream that GOAWAY names.
     */
    void announceEnd(int port, long nanos) throws InterruptedException {
        List<Http2Channel> told = new ArrayList<Http2Channel>();
        for (AbstractFramedChannel<?, ?, ?> channel : at(port).values()) {
            if (channel instanceof Http2Channel) {
                told.add((Http2Channel) channel);
            }
        }
        final CountDownLatch left = new CountDownLatch(told.size());
        for (final Http2Channel channel : told) {
            boolean tells = execute(channel.getIoThread(), new Runnable() {
                @Override
                public void run() {
                    try {
                        GoAway.send(channel);
                    } finally {
                        left.countDown();
                    }
                }
            });
            if (!tells) {
                left.countDown();
            }
        }
        left.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** A noun for each that is no HTTP. */
    List<String> open(int port) {
        List<String> open = new ArrayList<String>();
        for (AbstractFramedChannel<?, ?, ?> channel : at(port).values()) {
            if (!(channel instanceof Http2Channel)) {
                open.add(channel instanceof WebSocketChannel ? "WebSocket" : "upgraded connection");
            }
        }
        return open;
    }

    boolean isEmpty(int port) {
        return at(port).isEmpty();
    }

    /** Closes our half of each; see {@link Hangup}. */
    void close(int port) {
        for (final StreamConnection connection : at(port).keySet()) {
            execute(connection.getIoThread(), new Runnable() {
                @Override
                public void run() {
                    hangUp(connection);
                }
            });
        }
    }

    private static void hangUp(StreamConnection connection) {
        StreamSinkConduit out = connection.getSinkChannel().getConduit();
        try {
            if (connection.isOpen() && !out.isWriteShutdown()) {
                out.terminateWrites();
                out.flush();
            }
        } catch (IOException gone) {
            return;
        }
    }

    /** @return false if the thread has ended: the application has stopped the server, and its connections with it */
    private static boolean execute(XnioIoThread thread, Runnable task) {
        try {
            thread.executeAfter(task, 1, TimeUnit.MILLISECONDS); // see Hangup
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }
}
