package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.library.jetty.Connectors;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty 9.3 to 11. The classes of this line use only members that have the same descriptor in all of these versions, and no
 * servlet types, which moved from javax to jakarta.
 */
public final class Jetty9 implements Line {

    private final Requests requests;
    private final Entrance entrance;
    private final Departure departure;
    private final Connectors connectors;

    public Jetty9(Core core) {
        Floors<HttpChannel> floors = new Floors<HttpChannel>();
        requests = new Requests(core, floors);
        entrance = new Entrance(core);
        departure = new Departure(core.gate(), floors);
        connectors = new Jetty9Connectors(core);
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "begins":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.begin((HttpChannel) channel);
                        return null;
                    }
                };
            case "ends":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.end((HttpChannel) channel);
                        return null;
                    }
                };
            case "completes":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.completed((HttpChannel) channel);
                        return null;
                    }
                };
            case "idles":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        if (connection instanceof HttpConnection) {
                            requests.idle((HttpConnection) connection);
                        }
                        return null;
                    }
                };
            case "handles":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) throws Throwable {
                        requests.enter((HttpChannel) channel);
                        return entrance.admit((HttpChannel) channel) ? null : LastCall.SKIP;
                    }
                };
            case "resumes":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.enter((HttpChannel) channel);
                        return null;
                    }
                };
            case "leaves":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        requests.leave((HttpChannel) channel);
                        return null;
                    }
                };
            default:
                return responsePoint(call);
        }
    }

    private Point responsePoint(String call) {
        switch (call) {
            case "sends":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object callback) {
                        return departure.send((HttpChannel) channel, (Callback) callback) ? null : LastCall.SKIP;
                    }
                };
            case "sent":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        departure.sent((HttpChannel) channel);
                        return null;
                    }
                };
            case "announces":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object complete) {
                        departure.announce((HttpChannel) channel, (Boolean) complete);
                        return null;
                    }
                };
            case "commits":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object info) {
                        departure.commit((HttpChannel) channel, (MetaData.Response) info);
                        return null;
                    }
                };
            default:
                return connectors.point(call);
        }
    }
}
