package dev.lastcall.library.jetty92;

import dev.lastcall.core.Core;
import dev.lastcall.library.jetty.channel.Departure;
import java.util.Iterator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;

/**
 * How Jetty 9.2 says {@code Connection: close}.
 *
 * <p>If its generator knew that the connection closes it would send neither chunks nor, for a short response, a length: the
 * content would end with the connection, and nobody could tell a cut from it. So it is given the header as one that it
 * does not know, and learns of the close when it has written the head.
 */
final class Jetty92Departure extends Departure {

    private static final String CONNECTION = "Connection";

    private final Interest interest;

    Jetty92Departure(Core core) {
        super(core);
        interest = new Interest(core);
    }

    @Override
    protected Jetty92Answer newAnswer(Logger log) {
        return new Jetty92Answer(log);
    }

    /** For responses whose length is known. */
    @Override
    protected void close(Request request) {
        request.getResponse().setHeader(CONNECTION, "close");
    }

    /**
     * Nobody reads into the buffer, nor replaces it, when the request has been read to its end; Jetty would make an empty
     * one if there was none.
     */
    @Override
    protected boolean hasMore(HttpConnection connection) {
        return connection.getParser().isComplete()
                && connection.getRequestBuffer().hasRemaining();
    }

    @Override
    protected boolean waitsForInput(HttpConnection connection) {
        return interest.isOn(connection.getEndPoint());
    }

    /**
     * A head is committed: the last moment at which it can say that its connection will close, be its request as old as it
     * may. An interim one (1xx) closes nothing.
     */
    void announce(HttpConnection connection, HttpGenerator.ResponseInfo head) {
        if (!gate.isDraining()
                || head == null
                || head.getStatus() < 200
                || head.getHttpVersion() == HttpVersion.HTTP_0_9
                || !closesAfter(connection.getHttpChannel())) {
            return;
        }
        HttpFields fields = head.getHttpFields();
        if (fields.contains(HttpHeader.CONNECTION, "close")) {
            return;
        }
        if (fields.contains(HttpHeader.CONNECTION, "keep-alive")) { // asked for with HTTP/1.0
            fields.remove(HttpHeader.CONNECTION);
        }
        fields.add(new HttpField(null, CONNECTION, "close"));
    }

    /** The generator says it by itself to HTTP/1.1 if it will close for reasons of its own. */
    void generates(HttpGenerator generator, HttpGenerator.Info head) {
        if (gate.isDraining()
                && head.getHttpVersion() == HttpVersion.HTTP_1_1
                && !generator.isPersistent()
                && isAnnounced(head)) {
            Iterator<HttpField> fields = head.getHttpFields().iterator();
            while (fields.hasNext()) {
                if (isOurs(fields.next())) {
                    fields.remove();
                }
            }
        }
    }

    void generated(HttpGenerator generator, HttpGenerator.Info head) {
        if (gate.isDraining() && isAnnounced(head)) {
            generator.setPersistent(false); // it shuts the output down after the last byte
        }
    }

    private static boolean isAnnounced(HttpGenerator.Info head) {
        if (head.getHttpFields() != null) {
            for (HttpField field : head.getHttpFields()) {
                if (isOurs(field)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By its looks, because the generator may be woven in a loader, and so by a line, that is not the connection's. */
    private static boolean isOurs(HttpField field) {
        return field.getHeader() == null && CONNECTION.equals(field.getName());
    }
}
