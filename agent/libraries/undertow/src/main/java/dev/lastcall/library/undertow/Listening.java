package dev.lastcall.library.undertow;

import dev.lastcall.core.time.Deadline;
import java.lang.ref.WeakReference;
import java.nio.channels.ServerSocketChannel;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/** What XNIO hides of a listening port: its socket, and the thread that accepts. Held weakly, for both lead to the port. */
final class Listening {

    private volatile WeakReference<XnioIoThread> thread = new WeakReference<XnioIoThread>(null);
    private volatile WeakReference<ServerSocketChannel> socket = new WeakReference<ServerSocketChannel>(null);
    private volatile int port = -1;
    private volatile boolean closedByDrain;

    void acceptsOn(XnioIoThread acceptor) {
        thread = new WeakReference<XnioIoThread>(acceptor);
    }

    void listensAt(ServerSocketChannel bound) {
        socket = new WeakReference<ServerSocketChannel>(bound);
        port = bound.socket().getLocalPort(); // a closed one has forgotten it
    }

    int port() {
        return port;
    }

    boolean isClosedByDrain() {
        return closedByDrain;
    }

    void close(AcceptingChannel<?> server, Deadline deadline) throws Exception {
        closedByDrain = true;
        ServerSocketChannel bound = socket.get();
        if (bound == null || !bound.isOpen()) {
            return;
        }
        server.resumeAccepts(); // an application may have told XNIO to let connections wait; they are ours to serve
        XnioIoThread acceptor = thread.get();
        if (acceptor == null || !new LastAccept(server, acceptor, bound, deadline).await()) {
            server.close();
        }
    }
}
