package dev.lastcall.library.jetty92;

import dev.lastcall.core.Core;
import dev.lastcall.library.jetty.channel.ChannelLine;
import dev.lastcall.weaver.Point;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpChannelState.State;
import org.eclipse.jetty.server.HttpConnection;

/** Jetty 9.2, which has another channel, and other heads, than the versions after it. */
public final class Jetty92 extends ChannelLine {

    private final Jetty92Departure departure;

    public Jetty92(Core core) {
        this(core, new Jetty92Departure(core));
    }

    private Jetty92(Core core, Jetty92Departure departure) {
        super(core, departure);
        this.departure = departure;
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "ends":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object generator) {
                        end(((HttpConnection) connection).getHttpChannel(), ((HttpGenerator) generator).isPersistent());
                        return null;
                    }
                };
            case "completes":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        if (!(((HttpChannel<?>) channel).getHttpTransport() instanceof HttpConnection)) {
                            abandon((HttpChannel<?>) channel);
                        }
                        return null;
                    }
                };
            case "fails":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        abandon((HttpChannel<?>) channel);
                        return null;
                    }
                };
            default:
                return departurePoint(call);
        }
    }

    private Point departurePoint(String call) {
        switch (call) {
            case "breaks":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object none) {
                        if (connection instanceof HttpConnection) {
                            idle((HttpConnection) connection);
                            abandon(((HttpConnection) connection).getHttpChannel());
                        }
                        return null;
                    }
                };
            case "announces":
                return new Point() {
                    @Override
                    public Object reached(Object connection, Object head) {
                        departure.announce((HttpConnection) connection, (HttpGenerator.ResponseInfo) head);
                        return null;
                    }
                };
            case "generates":
                return new Point() {
                    @Override
                    public Object reached(Object generator, Object head) {
                        departure.generates((HttpGenerator) generator, (HttpGenerator.Info) head);
                        return null;
                    }
                };
            case "generated":
                return new Point() {
                    @Override
                    public Object reached(Object generator, Object head) {
                        departure.generated((HttpGenerator) generator, (HttpGenerator.Info) head);
                        return null;
                    }
                };
            default:
                return super.point(call);
        }
    }

    /**
     * Jetty may leave this channel as it is. In these states nobody handles its request, and nobody will; but for a thread
     * that is about to, and would find its connection gone.
     */
    private void abandon(HttpChannel<?> channel) {
        State state = channel.getState().getState();
        if (state == State.IDLE || state == State.COMPLETED) {
            end(channel, false);
        }
    }
}
