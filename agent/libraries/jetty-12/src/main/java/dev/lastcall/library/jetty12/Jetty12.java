package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.library.jetty.Connectors;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty 12. All of its flavours, plain handlers and the servlets of ee8 to ee11, stand on one core, whose classes are used
 * here as they are in 12.0.0.
 */
public final class Jetty12 implements Line {

    private final Requests requests;
    private final Entrance entrance;
    private final Departure departure;
    private final Connectors connectors;

    public Jetty12(Core core) {
        Floors<ChannelRequest> floors = new Floors<ChannelRequest>();
        requests = new Requests(core, floors);
        entrance = new Entrance(core);
        departure = new Departure(core, floors);
        connectors = new Jetty12Connectors(core);
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "begins":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object request) {
                        if (request != null) { // the head was refused before there was one
                            requests.begin((HttpChannelState) channel, (ChannelRequest) request);
                        }
                        return null;
                    }
                };
            case "ends":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object request) {
                        if (request != null) {
                            requests.end((HttpChannelState) channel, (ChannelRequest) request);
                        }
                        return null;
                    }
                };
            case "completes":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object failure) {
                        requests.completed((HttpChannelState) channel, (Throwable) failure);
                        return null;
                    }
                };
            case "upgrades":
                return new Point() {
                    @Override
                    public Object reached(Object endPoint, Object none) {
                        requests.upgrades(((EndPoint) endPoint).getConnection());
                        return null;
                    }
                };
            case "idles":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        requests.idle((HttpConnection) connection);
                        return null;
                    }
                };
            case "handles":
                return new Point() {
                    @Override
                    public Object reached(Object wrapped, Object callback) {
                        Request request = Request.unWrap((Request) wrapped);
                        if (!(request instanceof ChannelRequest)) { // somebody's own
                            return null;
                        }
                        return entrance.admit((ChannelRequest) request, (Callback) callback) ? null : Boolean.TRUE;
                    }
                };
            case "leaves":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.leave((HttpChannelState) channel);
                        return null;
                    }
                };
            default:
                return responsePoint(call);
        }
    }

    private Point responsePoint(String call) {
        switch (call) {
            case "writes":
                return new Point() {
                    @Override
                    public Object reached(Object request, Object callback) {
                        return departure.write((ChannelRequest) request, (Callback) callback) ? null : LastCall.SKIP;
                    }
                };
            case "finishes":
                return new Point() {
                    @Override
                    public Object reached(Object request, Object none) {
                        return departure.finish((ChannelRequest) request) ? null : LastCall.SKIP;
                    }
                };
            case "sent":
                return new Point() {
                    @Override
                    public Object reached(Object request, Object none) {
                        departure.sent((ChannelRequest) request);
                        return null;
                    }
                };
            case "announces":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object headers) {
                        departure.announce((HttpConnection) connection, (HttpFields.Mutable) headers);
                        return null;
                    }
                };
            default:
                return connectors.point(call);
        }
    }
}
