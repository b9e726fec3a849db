package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.weaver.Point;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/** Control over the ports on which XNIO accepts, plain or TLS, whoever opened them. */
final class Listeners implements ListenerControl<AcceptingChannel<?>> {

    private static final Duration HANGUP = Duration.ofMillis(100);

    private final Core core;
    private final Undertow line;
    private final Map<AcceptingChannel<?>, Listening> listening = new WeakHashMap<AcceptingChannel<?>, Listening>();
    private final IoThreads threads;

    Listeners(Core core, Undertow line) {
        this.core = core;
        this.line = line;
        this.threads = new IoThreads(core.resources());
    }

    Point point(String call) {
        switch (call) {
            case "acceptsOn":
                return new Point() {
                    @Override
                    public Object reached(Object server, Object thread) {
                        of((AcceptingChannel<?>) server).acceptsOn((XnioIoThread) thread);
                        threads.add((XnioIoThread) thread);
                        return null;
                    }
                };
            case "opens":
                return new Point() {
                    @Override
                    public Object reached(Object none, Object nothing) {
                        Backlog.prepare(); // before the first client can come, who would wait for it
                        Name.prepare();
                        core.openings().begin();
                        return null;
                    }
                };
            case "opened":
                return new Point() {
                    @Override
                    public Object reached(Object none, Object nothing) {
                        core.openings().end();
                        return null;
                    }
                };
            case "listens":
                return new Point() {
                    @Override
                    public Object reached(Object server, Object socket) {
                        listens((AcceptingChannel<?>) server, (ServerSocketChannel) socket);
                        return null;
                    }
                };
            case "closes":
                return new Point() {
                    @Override
                    public Object reached(Object server, Object none) {
                        closes((AcceptingChannel<?>) server);
                        return null;
                    }
                };
            case "accepts":
                return new Point() {
                    @Override
                    public Object reached(Object server, Object queues) {
                        return isLeftOver((AcceptingChannel<?>) server, (List<?>) queues) ? LastCall.SKIP : null;
                    }
                };
            default:
                return null;
        }
    }

    /** Whether an accept is one too many: nothing more comes, and what came for this thread has been taken. */
    private boolean isLeftOver(AcceptingChannel<?> server, List<?> queues) {
        Thread thread = Thread.currentThread();
        return core.gate().isDraining()
                && of(server).isClosedByDrain()
                && thread instanceof XnioIoThread
                && ((Collection<?>) queues.get(((XnioIoThread) thread).getNumber())).isEmpty();
    }

    private void listens(AcceptingChannel<?> server, ServerSocketChannel socket) {
        of(server).listensAt(socket);
        core.resources().add(this, server);
        threads.of(server.getWorker());
    }

    /** By the application: what the drain closes stays known, for its connections are still served. */
    private void closes(AcceptingChannel<?> server) {
        if (!of(server).isClosedByDrain()) {
            core.resources().remove(server);
        }
    }

    private Listening of(AcceptingChannel<?> server) {
        synchronized (listening) {
            Listening found = listening.get(server);
            if (found == null) {
                found = new Listening();
                listening.put(server, found);
            }
            return found;
        }
    }

    @Override
    public String describe(AcceptingChannel<?> server) {
        return Name.ofServer() + " on :" + port(server);
    }

    @Override
    public int port(AcceptingChannel<?> server) {
        return of(server).port();
    }

    @Override
    public void stopAccepting(AcceptingChannel<?> server, Deadline deadline) throws Exception {
        of(server).close(server, deadline);
        IoThreads.awaitRound(server.getWorker(), deadline);
        if (Name.isEmbedded()) {
            line.connections().awaitArrivals(port(server), deadline);
        }
    }

    @Override
    public int connections(AcceptingChannel<?> server) {
        return Name.isEmbedded() ? line.connections().count(port(server)) : 0;
    }

    @Override
    public void announceEnd(AcceptingChannel<?> server, Deadline deadline) throws Exception {
        if (Name.isEmbedded()) {
            line.connections().upgrades.announceEnd(port(server), deadline.nanosLeft());
        }
    }

    @Override
    public List<String> openStreams(AcceptingChannel<?> server) {
        return Name.isEmbedded() ? line.connections().upgrades.open(port(server)) : Collections.<String>emptyList();
    }

    @Override
    public void closeConnections(AcceptingChannel<?> server, Deadline deadline) {
        if (Name.isEmbedded()) {
            line.connections().close(port(server), deadline.within(HANGUP));
        }
    }
}
