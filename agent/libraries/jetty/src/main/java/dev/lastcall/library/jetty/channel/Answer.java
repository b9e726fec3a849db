package dev.lastcall.library.jetty.channel;

import dev.lastcall.core.gate.Gate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/**
 * The answer to a straggler: a head of our own, beside the response that its handler may be filling at this moment, sent
 * through the channel's own commit.
 *
 * <p>By reflection, because that commit, {@code HttpChannel.sendResponse}, is protected in most versions. There is no
 * public member that would do: {@code write} takes the head from the handler's response, the blocking {@code
 * sendResponse} aborts if it comes late.
 */
public abstract class Answer {

    private static final Set<String> SAFE = new HashSet<String>(Arrays.asList("GET", "HEAD", "OPTIONS"));

    private final Logger log;
    private final Callback nobody;
    private Method commit;

    /** @param nobody the callback of this version that does nothing */
    protected Answer(Logger log, Callback nobody) {
        this.log = log;
        this.nobody = nobody;
        try {
            commit = HttpChannel.class.getDeclaredMethod(
                    "sendResponse", prepare(), ByteBuffer.class, boolean.class, Callback.class);
            commit.setAccessible(true);
        } catch (Exception closed) { // a module path, whose packages are exported to us and not open
            commit = null;
            log.debug("Requests that overrun cannot be answered with this Jetty", closed);
        }
    }

    /**
     * Finds once what {@link #head} needs.
     *
     * @return the class of the head of a response
     */
    protected abstract Class<?> prepare() throws ReflectiveOperationException;

    /**
     * A head after which the connection closes, and which says so.
     *
     * @param fields its header fields, in this order
     */
    protected abstract Object head(
            Request request, HttpVersion version, int status, Map<String, String> fields, int length)
            throws ReflectiveOperationException;

    /**
     * To be called with the floor of this channel.
     *
     * @return whether this call committed the response
     */
    final boolean send(HttpChannel channel) throws Exception {
        if (commit == null) {
            return false;
        }
        boolean safe = SAFE.contains(channel.getRequest().getMethod());
        byte[] body = (safe ? "" : Gate.OUTCOME_UNKNOWN_BODY).getBytes(StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<String, String>();
        if (safe) {
            fields.put("Retry-After", Gate.RETRY_AFTER_SECONDS);
        } else {
            fields.put("Content-Type", "text/plain");
        }
        fields.put("Content-Length", Integer.toString(body.length));
        HttpVersion version = channel.getRequest().getHttpVersion();
        Object head =
                head(channel.getRequest(), version == null ? HttpVersion.HTTP_1_1 : version, 503, fields, body.length);
        try {
            return (Boolean) commit.invoke(channel, head, ByteBuffer.wrap(body), true, nobody);
        } catch (InvocationTargetException thrown) {
            log.debug("A request that overran could not be answered", thrown.getCause());
            return false;
        }
    }
}
