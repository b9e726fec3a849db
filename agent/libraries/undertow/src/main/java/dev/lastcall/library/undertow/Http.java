package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.weaver.Point;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.xnio.StreamConnection;

/** The points of Undertow: requests, responses, connections. */
final class Http {

    private final Requests requests;
    private final Speech speech;
    private final Departure departure;
    private final Connections connections;
    private final Contexts contexts = new Contexts();

    Http(Core core) {
        Floors<HttpServerExchange> floors = new Floors<HttpServerExchange>();
        connections = new Connections(core);
        speech = new Speech(core, floors);
        departure = new Departure(core.gate(), connections);
        requests = new Requests(core, new Entrance(core, contexts), connections, floors);
    }

    Connections connections() {
        return connections;
    }

    Point point(String call) {
        switch (call) {
            case "enters":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        return requests.enter((HttpServerExchange) exchange) ? null : LastCall.SKIP;
                    }
                };
            case "leaves":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        requests.leave((HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "completes":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        requests.complete((HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "mounts":
                return new Point() {
                    @Override
                    public Object reached(Object contextPath, Object none) {
                        contexts.add((String) contextPath);
                        return null;
                    }
                };
            default:
                return responsePoint(call);
        }
    }

    private Point responsePoint(String call) {
        switch (call) {
            case "speaks":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        return speech.begin((HttpServerExchange) exchange);
                    }
                };
            case "spoke":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        speech.end((HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "finishes":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        speech.finish((HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "announces":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        departure.announce((HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "announced":
                return new Point() {
                    @Override
                    public Object reached(Object exchange, Object none) {
                        departure.announced((HttpServerExchange) exchange);
                        return null;
                    }
                };
            default:
                return connectionPoint(call);
        }
    }

    private Point connectionPoint(String call) {
        switch (call) {
            case "connects":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        connections.opened((HttpServerConnection) connection);
                        return null;
                    }
                };
            case "upgrades":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        connections.upgrades.upgraded(((HttpServerConnection) connection).getChannel());
                        return null;
                    }
                };
            case "frames":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object connection) {
                        connections.upgrades.framed(
                                (AbstractFramedChannel<?, ?, ?>) channel, (StreamConnection) connection);
                        return null;
                    }
                };
            case "closesAfter":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object exchange) {
                        departure.depart((HttpServerConnection) connection, (HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "goesOn":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object exchange) {
                        departure.flushed((HttpServerConnection) connection, (HttpServerExchange) exchange);
                        return null;
                    }
                };
            case "idles":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        departure.idle((HttpServerConnection) connection);
                        return null;
                    }
                };
            default:
                return null;
        }
    }
}
