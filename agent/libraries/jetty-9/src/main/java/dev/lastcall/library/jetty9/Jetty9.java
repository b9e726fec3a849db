package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.library.jetty.channel.ChannelLine;
import dev.lastcall.weaver.Point;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;

/** Jetty 9.3 to 11: this line, too, uses only members that have the same descriptor in all of these versions. */
public final class Jetty9 extends ChannelLine {

    private final Jetty9Departure departure;

    public Jetty9(Core core) {
        this(core, new Jetty9Departure(core));
    }

    private Jetty9(Core core, Jetty9Departure departure) {
        super(core, departure);
        this.departure = departure;
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "ends":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        end((HttpChannel) channel, isPersistent((HttpChannel) channel));
                        return null;
                    }
                };
            case "completes":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) {
                        completed((HttpChannel) channel);
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
                return super.point(call);
        }
    }

    private static boolean isPersistent(HttpChannel channel) {
        return channel.getHttpTransport() instanceof HttpConnection
                && ((HttpConnection) channel.getHttpTransport()).getGenerator().isPersistent();
    }

    /**
     * HTTP/1 has recycled the channel inside, and may have begun the next request on it. Any other transport recycles
     * later or never, and uses the channel again only after that.
     */
    private void completed(HttpChannel channel) {
        if (!(channel.getHttpTransport() instanceof HttpConnection)) {
            end(channel, false);
        }
    }
}
