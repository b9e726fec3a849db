package dev.lastcall.library.jetty.channel;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.ledger.KeptControl;
import dev.lastcall.library.jetty.Connectors;
import dev.lastcall.library.jetty.Input;
import dev.lastcall.library.jetty.Streams;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;

/** Counts requests, and answers those that are still in flight when their time is up. The key is the channel, of which a connection has one. */
final class Requests implements KeptControl<HttpChannel> {

    private final Core core;
    private final Departure departure;
    private final Floors<HttpChannel> floors;
    /**
     * Channels whose request is over while the next one, pipelined, has been read already. They stay in the ledger until
     * that one begins, or proves to be less than a request: a drain would otherwise find nothing in flight in between.
     */
    private final Set<HttpChannel> followed =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<HttpChannel, Boolean>()));

    private volatile Answer answer;

    Requests(Core core, Departure departure) {
        this.core = core;
        this.departure = departure;
        this.floors = departure.floors;
    }

    /** Also reached a second time for a request whose body turns out to be malformed; the ledger then keeps one entry. */
    void begin(HttpChannel channel) {
        core.requests().begin(this, channel);
        if (core.gate().isDraining()) {
            followed.remove(channel);
        }
        if (answer == null) {
            answer = departure.newAnswer(
                    core.log()); // HttpChannel is certainly loaded now, and nothing is left to load later
        }
    }

    /**
     * The channel is about to be used for its next request: the thread that does so has not begun that one yet.
     *
     * @param kept whether its connection is
     */
    void end(HttpChannel channel, boolean kept) {
        if (core.gate().isDraining()) {
            floors.renew(channel);
            if (kept && goesOn(channel)) {
                followed.add(channel);
                return;
            }
        }
        core.requests().end(channel);
    }

    private boolean goesOn(HttpChannel channel) {
        return departure.isFollowed(channel)
                && channel.getResponse().getStatus() != 101 // what follows then is not HTTP
                && channel.getEndPoint().isOpen();
    }

    /** A connection has nothing left to parse and waits for input. */
    void idle(HttpConnection connection) {
        if (core.gate().isDraining() && followed.remove(connection.getHttpChannel())) {
            core.requests().end(connection.getHttpChannel());
        }
    }

    void enter(HttpChannel channel) {
        core.requests().runsOn(channel, Thread.currentThread());
    }

    void leave(HttpChannel channel) {
        core.requests().runsOnNone(channel);
        if (channel.getServer().isStopped()) {
            end(channel, false); // a stopped server abandons its requests without completing them
        }
    }

    /** Jetty writes the time down when it has read the head, which is where the request begins. */
    @Override
    public long ageMillis(HttpChannel channel) {
        long began = channel.getRequest().getTimeStamp();
        return began == 0 ? 0 : System.currentTimeMillis() - began;
    }

    @Override
    public String describe(HttpChannel channel) {
        Request request = channel.getRequest();
        String path = String.valueOf(request.getRequestURI());
        int parameters = path.indexOf(';'); // may be a session's id
        return request.getMethod() + " " + (parameters < 0 ? path : path.substring(0, parameters));
    }

    @Override
    public String noun(HttpChannel channel) {
        return channel.getRequest().getProtocol().startsWith("HTTP/2") ? Streams.STREAM : "request";
    }

    @Override
    public int port(HttpChannel channel) {
        return Connectors.portOf(channel.getConnector());
    }

    /** A thread that reads, and a listener for reading, both have Jetty interested in what comes. */
    @Override
    public long silentNanos(HttpChannel channel) {
        if (!(channel.getHttpTransport() instanceof HttpConnection)) {
            return NOT_WAITING;
        }
        HttpConnection connection = (HttpConnection) channel.getHttpTransport();
        return !channel.isCommitted() && connection.getParser().inContentState() && departure.waitsForInput(connection)
                ? Input.silentNanos(encrypted(connection.getEndPoint()))
                : NOT_WAITING;
    }

    private static EndPoint encrypted(EndPoint endPoint) {
        return endPoint instanceof SslConnection.DecryptedEndPoint
                ? ((SslConnection.DecryptedEndPoint) endPoint)
                        .getSslConnection()
                        .getEndPoint()
                : endPoint;
    }

    @Override
    public void endInput(HttpChannel channel) throws IOException {
        Input.end(encrypted(channel.getEndPoint()));
    }

    /**
     * The request that is in flight now is the one that gets the answer: it cannot end, nor the next one begin, between
     * the look at the ledger and the answer, because an uncommitted request ends only after it has sent something (or was
     * aborted, which closes the connection), and that needs the floor that we hold.
     */
    @Override
    public boolean answer(HttpChannel channel) throws Exception {
        if (channel.isCommitted()) {
            return false;
        }
        if (!floors.claim(channel)) {
            return false;
        }
        boolean answered = false;
        try {
            answered = core.requests().find(channel) != null && !channel.isCommitted() && answer.send(channel);
        } finally {
            floors.decide(channel, answered);
        }
        return answered;
    }
}
