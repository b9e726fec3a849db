package dev.lastcall.library.netty4;

import dev.lastcall.core.gate.Gate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;

/**
 * What the agent answers itself. As bytes, written past the service's encoder and all handlers behind it, which
 * have never heard of the request, or not of its end.
 */
enum Answer {
    UNREADY("503 Service Unavailable", true, Gate.UNREADY_TYPE, Gate.UNREADY_BODY),
    LATE("503 Service Unavailable", true, null, ""),
    OVERRUN("503 Service Unavailable", true, null, ""),
    TOO_MANY("429 Too Many Requests", true, null, ""),
    OUTCOME_UNKNOWN("503 Service Unavailable", false, "text/plain", Gate.OUTCOME_UNKNOWN_BODY);

    private final String status;
    private final boolean retry;
    private final String type;
    private final String body;

    Answer(String status, boolean retry, String type, String body) {
        this.status = status;
        this.retry = retry;
        this.type = type;
        this.body = body;
    }

    /** To a straggler: whether a retry could do it twice depends on the method. */
    static Answer toStraggler(HttpMethod method) {
        boolean safe =
                method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
        return safe ? OVERRUN : OUTCOME_UNKNOWN;
    }

    /** @param close whether the connection closes behind it */
    ByteBuf bytes(HttpMethod method, boolean close) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        if (retry) {
            text.append("Retry-After: ").append(Gate.RETRY_AFTER_SECONDS).append("\r\n");
        }
        if (type != null) {
            text.append("Content-Type: ").append(type).append("\r\n");
        }
        text.append("Content-Length: ").append(body.length()).append("\r\n");
        if (close) {
            text.append("Connection: close\r\n");
        }
        text.append("\r\n");
        if (!method.equals(HttpMethod.HEAD)) {
            text.append(body);
        }
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
