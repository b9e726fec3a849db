package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.ledger.WorkControl;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.xnio.StreamConnection;

/**
 * Counts requests, and answers those that are still in flight when their time is up. The key is the exchange, of which
 * each request has its own; an HTTP/1 connection carries them.
 */
final class Requests implements WorkControl<HttpServerExchange> {

    private final Core core;
    private final Entrance entrance;
    private final Connections connections;
    private final Floors<HttpServerExchange> floors;
    private final Answer answer = new Answer();

    Requests(Core core, Entrance entrance, Connections connections, Floors<HttpServerExchange> floors) {
        this.core = core;
        this.entrance = entrance;
        this.connections = connections;
        this.floors = floors;
    }

    /**
     * A thread is about to enter the handlers, for the first time or after a dispatch.
     *
     * @return false if the request has been answered and must not be handled
     */
    boolean enter(HttpServerExchange exchange) {
        Object carrier = carrier(exchange);
        if (core.requests().runsOn(carrier, exchange, Thread.currentThread())) {
            return true;
        }
        if (exchange.isComplete()) { // its connection broke while it waited for a thread: its end has been seen already
            return true;
        }
        core.requests().begin(this, carrier, exchange, Thread.currentThread());
        if (core.gate().isOpen()) { // after the count: see Gate.admit
            return true;
        }
        if (core.gate().isDraining()) {
            connections.heardFrom(exchange.getConnection());
        }
        return entrance.admit(exchange);
    }

    void leave(HttpServerExchange exchange) {
        core.requests().leaves(carrier(exchange), exchange, Thread.currentThread());
    }

    /** The requests of an HTTP/1 connection begin one after the other; other connections are made for each. */
    static Object carrier(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof HttpServerConnection ? exchange.getConnection() : null;
    }

    /** Request and response are complete and all listeners have been told; the handler may still be at work. */
    void complete(HttpServerExchange exchange) {
        if (core.gate().isDraining()) {
            floors.close(exchange);
        }
        core.requests().answered(carrier(exchange), exchange);
    }

    @Override
    public String describe(HttpServerExchange exchange) {
        String path = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int host = path.indexOf("//");
            int slash = host < 0 ? -1 : path.indexOf('/', host + 2);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        int parameters = path.indexOf(';'); // may be a session's id
        return exchange.getRequestMethod() + " " + (parameters < 0 ? path : path.substring(0, parameters));
    }

    @Override
    public String noun(HttpServerExchange exchange) {
        return exchange.getProtocol().toString().startsWith("HTTP/2") ? "HTTP/2 stream" : "request";
    }

    @Override
    public int port(HttpServerExchange exchange) {
        return Connections.port(exchange.getConnection());
    }

    @Override
    public long silentNanos(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof HttpServerConnection) || !waitsForInput(exchange)) {
            return NOT_WAITING;
        }
        HttpServerConnection http = (HttpServerConnection) exchange.getConnection();
        if (http.getExtraBytes() != null) {
            return NOT_WAITING; // what came with the head lies unread
        }
        StreamConnection connection = http.getChannel();
        try {
            return Input.silentNanos(connection, core.clock());
        } catch (ReflectiveOperationException unknown) {
            core.debug("With this XNIO it is not known when a client has sent something", unknown);
            return NOT_WAITING;
        }
    }

    /**
     * A thread of the server's that is inside the handlers is where it waits; where none is, whoever has taken the channel of
     * the request has a listener on it. Not as long as the client itself waits to be told to go on.
     */
    private boolean waitsForInput(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()
                || exchange.isResponseStarted()
                || exchange.isRequestChannelAvailable()
                || HttpContinue.requiresContinueResponse(exchange)) {
            return false;
        }
        Work work = core.requests().find(carrier(exchange), exchange);
        Thread runner = work == null ? null : work.runner();
        return runner == null ? isListenedTo(exchange) : isIn(runner, "awaitReadable");
    }

    /** Whoever has taken the channel may not have come to reading. A thread that nobody knows may wait for it, or not. */
    private static boolean isListenedTo(HttpServerExchange exchange) {
        StreamConnection connection = ((HttpServerConnection) exchange.getConnection()).getChannel();
        return connection.getSourceChannel().isReadResumed();
    }

    private static boolean isIn(Thread thread, String method) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void endInput(HttpServerExchange exchange) throws Exception {
        Input.end(((HttpServerConnection) exchange.getConnection()).getChannel());
    }

    /**
     * With the floor nobody else can begin a response, so what has not been started by now will not be; and an exchange
     * that has ended closed its floor before the ledger forgot it.
     */
    @Override
    public boolean answer(HttpServerExchange exchange) throws Exception {
        if (exchange.isResponseStarted() || !floors.claim(exchange)) {
            return false;
        }
        boolean answered = false;
        try {
            answered = core.requests().find(carrier(exchange), exchange) != null
                    && !exchange.isResponseStarted()
                    && !exchange.isComplete()
                    && answer.send(exchange);
        } finally {
            floors.decide(exchange, answered);
        }
        return answered;
    }
}
