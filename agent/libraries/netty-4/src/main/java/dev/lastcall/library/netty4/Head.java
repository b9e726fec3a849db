package dev.lastcall.library.netty4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The encoded head of a response. What it says of its connection is changed in the bytes, not in the response object: that
 * one may be immutable, or be a constant that all event loops send at the same time.
 */
final class Head {

    private static final byte[] CLOSE = "connection: close\r\n".getBytes(StandardCharsets.US_ASCII);

    private Head() {}

    /** The same bytes, content behind the head included, saying that the connection will close. Releases the given ones. */
    static ByteBuf closing(ByteBuf encoded) {
        ByteBuf changed = Unpooled.buffer(encoded.readableBytes() + CLOSE.length);
        boolean said = false;
        int from = encoded.readerIndex();
        int end = lineEnd(encoded, from);
        changed.writeBytes(encoded, from, end - from); // the status line
        for (from = end; (end = lineEnd(encoded, from)) - from > 2; from = end) {
            String options = connectionOptions(encoded, from, end);
            said |= options.contains("close");
            if (!options.contains("keep-alive")) {
                changed.writeBytes(encoded, from, end - from);
            }
        }
        if (!said) {
            changed.writeBytes(CLOSE);
        }
        changed.writeBytes(encoded, from, encoded.writerIndex() - from);
        encoded.release();
        return changed;
    }

    /** Behind the line feed; at the end of the bytes if there is none. */
    private static int lineEnd(ByteBuf bytes, int from) {
        int feed = bytes.indexOf(from, bytes.writerIndex(), (byte) '\n');
        return feed < 0 ? bytes.writerIndex() : feed + 1;
    }

    /** What the line says of the connection, in lower case; empty if it is about something else. */
    private static String connectionOptions(ByteBuf bytes, int from, int end) {
        byte first = bytes.getByte(from);
        if (first != 'c' && first != 'C') {
            return "";
        }
        String line =
                bytes.toString(from, end - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return line.startsWith("connection:") ? line : "";
    }
}
