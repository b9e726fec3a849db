package dev.lastcall.core.plan;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a plan file, once it is certain that it is one: a file, not huge, UTF-8, free of control characters. */
final class PlanText {

    /** A plan of a thousand lines has some 50 KB. */
    static final int LARGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PlanText() {}

    static String read(File file) throws Unusable {
        if (!file.exists()) {
            throw new Unusable(file + ": is missing, expected a plan file");
        }
        if (!file.isFile()) { // a pipe would hold up the application's start
            throw new Unusable(file + ": is " + (file.isDirectory() ? "a directory" : "no regular file")
                    + ", expected a plan file");
        }
        if (file.length() > LARGEST) {
            throw new Unusable(file + ": has " + file.length() + " bytes, expected at most " + LARGEST);
        }
        return checked(file, decoded(file, bytes(file)));
    }

    private static byte[] bytes(File file) throws Unusable {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) file.length() + 1);
        try (InputStream in = new FileInputStream(file)) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0 && out.size() <= LARGEST; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException unreadable) {
            throw new Unusable(file + ": cannot be read (" + reason(file, unreadable) + "), expected a plan file");
        }
        return out.toByteArray();
    }

    private static String reason(File file, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        String prefix = file.getPath() + " (";
        return message.startsWith(prefix) && message.endsWith(")")
                ? message.substring(prefix.length(), message.length() - 1)
                : message;
    }

    private static String decoded(File file, byte[] bytes) throws Unusable {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        String text = out.toString();
        if (result.isError()) {
            throw new Unusable(place(file, text, text.length()) + ": found the byte 0x"
                    + hex(bytes[in.position()] & 0xff, 2) + ", expected UTF-8");
        }
        return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    }

    private static String checked(File file, String text) throws Unusable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f && c < 0xa0 && c != 0x85 || c >= 0xfffe) {
                throw new Unusable(
                        place(file, text, i) + ": found the control character U+" + hex(c, 4) + ", expected text");
            }
        }
        return text;
    }

    private static String hex(int value, int digits) {
        StringBuilder hex = new StringBuilder(Integer.toHexString(value).toUpperCase(java.util.Locale.ROOT));
        while (hex.length() < digits) {
            hex.insert(0, '0');
        }
        return hex.toString();
    }

    private static String place(File file, String text, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return file + ":" + line + ":" + column;
    }
}
