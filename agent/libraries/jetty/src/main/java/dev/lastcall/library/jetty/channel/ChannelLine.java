package dev.lastcall.library.jetty.channel;

import dev.lastcall.core.Core;
import dev.lastcall.library.jetty.Connectors;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * What the lines for Jetty 9.2 to 11 have in common, where a request is known by its channel. The classes of this package
 * use only members that have the same descriptor in all of these versions, and no servlet types, which moved from javax to
 * jakarta.
 */
public abstract class ChannelLine implements Line {

    private final Requests requests;
    private final Entrance entrance;
    private final Departure departure;
    private final Connectors connectors;

    protected ChannelLine(Core core, Departure departure) {
        this.departure = departure;
        requests = new Requests(core, departure);
        entrance = new Entrance(core, departure);
        connectors = new ChannelConnectors(core);
    }

    /**
     * A request is over, and the next one with this channel has not begun.
     *
     * @param kept whether its connection is kept for more
     */
    protected final void end(HttpChannel channel, boolean kept) {
        requests.end(channel, kept);
    }

    /** A connection waits for input, or is gone: what seemed to follow the last request was none. */
    protected final void idle(HttpConnection connection) {
        requests.idle(connection);
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
            case "idles":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        if (connection instanceof HttpConnection) {
                            idle((HttpConnection) connection);
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
            default:
                return connectors.point(call);
        }
    }
}
