package dev.lastcall.core.resource;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Core;
import dev.lastcall.core.Privileged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What listens in this JVM and is under no line's control. Its owner hears of it once, or would believe that it is drained:
 * when the application's start is calm, and only of what listens still. Thread-safe.
 */
public final class UnknownServers {

    /** A listening socket, or what opened one. */
    public interface Listening {
        boolean isOpen();

        /** The port, or -1 if it has none. */
        int port();

        /** Where it listens, such as {@code :8080}; empty if nobody can tell. */
        String where();
    }

    /** An application may open a port for each of its tasks. */
    private static final int MOST_LOOKS = 32;

    private static final int MOST_AT_ONCE = 100;

    private final Core core;
    private final Runnable calm;

    /** Whose sockets were said. Guarded by this, as are the next two. */
    private final Set<String> said = new HashSet<String>();

    private List<Found> unsaid = new ArrayList<Found>();
    private int looks;

    /** @param calm returns when the application's start no longer needs the processor; null if nobody can tell */
    public UnknownServers(Core core, Runnable calm) {
        this.core = core;
        this.calm = calm;
    }

    /** @param className who has opened it */
    public void add(Listening listening, String className) {
        synchronized (this) {
            if (looks == MOST_LOOKS || unsaid.size() == MOST_AT_ONCE || said.contains(className)) {
                return;
            }
            unsaid.add(new Found(listening, className));
            if (unsaid.size() > 1) {
                return; // somebody is on the way to say it, and takes the list under this lock
            }
            looks++;
        }
        Privileged.run(new Runnable() {
            @Override
            public void run() {
                new AgentThread(
                                new Runnable() {
                                    @Override
                                    public void run() {
                                        sayOnceCalm();
                                    }
                                },
                                "lastcall-unknown-servers")
                        .start();
            }
        });
    }

    private void sayOnceCalm() {
        try {
            if (calm != null) {
                calm.run();
            }
            say();
        } catch (Throwable failure) { // the application may have a handler for what its threads do not catch
            core.debug("naming servers that are not known", failure);
        }
    }

    private void say() {
        List<Found> all;
        synchronized (this) {
            all = unsaid;
            unsaid = new ArrayList<Found>();
        }
        for (Found found : all) {
            // One that is closed again, or under control by now, says nothing of the next one of its class.
            boolean unknown = found.listening.isOpen() && !isKnown(found.listening.port()) && !isCounted();
            if (unknown && isNew(found)) {
                core.log().warn("a server{} ({}) is not known and is not drained", found.where(), found.className);
            }
        }
    }

    private synchronized boolean isNew(Found found) {
        return said.add(found.className);
    }

    /** Whether a line has control of the port after all: a server may be given a socket that is bound already. */
    private boolean isKnown(int port) {
        for (Controlled<ListenerControl<Object>> listener : core.resources().listeners()) {
            if (port >= 0 && listener.control().port(listener.resource()) == port) {
                return true;
            }
        }
        return false;
    }

    /** Whether the plan file tells how to wait for requests that no line knows: then its author knows of that server. */
    private boolean isCounted() {
        return core.declared() != null && core.declared().countsRequests();
    }

    private static final class Found {
        final Listening listening;
        final String className;

        Found(Listening listening, String className) {
            this.listening = listening;
            this.className = className;
        }

        String where() {
            String where = listening.where();
            return where.isEmpty() ? "" : " on " + where;
        }
    }
}
