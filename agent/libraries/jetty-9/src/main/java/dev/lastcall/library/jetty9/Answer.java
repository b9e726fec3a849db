package dev.lastcall.library.jetty9;

import dev.lastcall.core.gate.Gate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/**
 * The answer to a straggler: a head of our own, beside the response that its handler may be filling at this moment, sent
 * through the channel's own commit.
 *
 * <p>By reflection, because that commit, {@code HttpChannel.sendResponse}, is protected in 9.3, 10 and 11, and because
 * {@code HttpFields}, a class in 9, is an interface with a builder since 10. There is no public member that would do:
 * {@code write} takes the head from the handler's response, the blocking {@code sendResponse} aborts if it comes late.
 */
final class Answer {

    private static final Set<String> SAFE = new HashSet<String>(Arrays.asList("GET", "HEAD", "OPTIONS"));

    private final Logger log;
    private Method commit;
    private Method newFields;
    private Method put;

    Answer(Logger log) {
        this.log = log;
        try {
            commit = HttpChannel.class.getDeclaredMethod(
                    "sendResponse", MetaData.Response.class, ByteBuffer.class, boolean.class, Callback.class);
            commit.setAccessible(true);
            if (HttpFields.class.isInterface()) {
                newFields = HttpFields.class.getMethod("build");
                put = newFields.getReturnType().getMethod("put", String.class, String.class);
            } else {
                put = HttpFields.class.getMethod("put", String.class, String.class);
            }
        } catch (Exception closed) { // a module path, whose packages are exported to us and not open
            commit = null;
            log.debug("Requests that overrun cannot be answered with this Jetty", closed);
        }
    }

    /**
     * To be called with the floor of this channel.
     *
     * @return whether this call committed the response
     */
    boolean send(HttpChannel channel) throws Exception {
        if (commit == null) {
            return false;
        }
        boolean safe = SAFE.contains(channel.getRequest().getMethod());
        byte[] body = (safe ? "" : Gate.OUTCOME_UNKNOWN_BODY).getBytes(StandardCharsets.UTF_8);
        HttpFields fields = newFields == null ? create() : (HttpFields) newFields.invoke(null);
        if (safe) {
            put.invoke(fields, "Retry-After", Gate.RETRY_AFTER_SECONDS);
        } else {
            put.invoke(fields, "Content-Type", "text/plain");
        }
        put.invoke(fields, "Content-Length", Integer.toString(body.length));
        if (channel.getHttpTransport() instanceof HttpConnection) {
            Departure.close((HttpConnection) channel.getHttpTransport());
        }
        HttpVersion version = channel.getRequest().getHttpVersion();
        MetaData.Response head =
                new MetaData.Response(version == null ? HttpVersion.HTTP_1_1 : version, 503, fields, body.length);
        try {
            return (Boolean) commit.invoke(channel, head, ByteBuffer.wrap(body), true, Callback.NOOP);
        } catch (InvocationTargetException thrown) {
            log.debug("A request that overran could not be answered", thrown.getCause());
            return false;
        }
    }

    private static HttpFields create() throws ReflectiveOperationException {
        return HttpFields.class.getConstructor().newInstance();
    }
}
