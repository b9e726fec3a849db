package dev.lastcall.harness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request as text to be sent; immutable, each method returns a changed copy. */
public final class Request {
    private final String method;
    private final String target;
    private final String version;
    private final String headers;
    private final byte[] body;

    private Request(String method, String target, String version, String headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.version = version;
        this.headers = headers;
        this.body = body;
    }

    public static Request get(String target) {
        return of("GET", target);
    }

    /** A POST with an empty body. */
    public static Request post(String target) {
        return of("POST", target).header("Content-Length", "0");
    }

    public static Request of(String method, String target) {
        return new Request(method, target, "HTTP/1.1", "Host: localhost\r\n", new byte[0]);
    }

    /** As an HTTP/1.0 client sends it: the connection ends with the response unless {@link #keepAlive} is asked for. */
    public Request http10() {
        return new Request(method, target, "HTTP/1.0", headers, body);
    }

    public Request keepAlive() {
        return header("Connection", "keep-alive");
    }

    /** Asks the server to close the connection after its response. */
    public Request close() {
        return header("Connection", "close");
    }

    public Request header(String name, String value) {
        return new Request(method, target, version, headers + name + ": " + value + "\r\n", body);
    }

    public Request body(byte[] content) {
        return new Request(
                method, target, version, headers + "Content-Length: " + content.length + "\r\n", content.clone());
    }

    /** The content in chunks of at most the given size. */
    public Request chunked(byte[] content, int chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < content.length; from += chunk) {
            int size = Math.min(chunk, content.length - from);
            out.writeBytes(ascii(Integer.toHexString(size).toUpperCase(Locale.ROOT) + "\r\n"));
            out.write(content, from, size);
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(ascii("0\r\n\r\n"));
        return new Request(method, target, version, headers + "Transfer-Encoding: chunked\r\n", out.toByteArray());
    }

    /** Head and body as they go over the wire. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii(head()));
        out.writeBytes(body);
        return out.toByteArray();
    }

    String head() {
        return method + " " + target + " " + version + "\r\n" + headers + "\r\n";
    }

    @Override
    public String toString() {
        return method + " " + target;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
