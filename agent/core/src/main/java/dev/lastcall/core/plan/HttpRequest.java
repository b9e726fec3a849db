package dev.lastcall.core.plan;

import dev.lastcall.core.action.CallHttp;
import dev.lastcall.core.action.Step;
import dev.lastcall.core.config.Unreadable;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;

/** {@code PUT http://127.0.0.1:8500/v1/agent/leave}. Immutable. */
final class HttpRequest {

    /** Those that the JDK's client can send. */
    private static final List<String> METHODS = Arrays.asList("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private final String method;
    private final URL url;

    private HttpRequest(String method, URL url) {
        this.method = method;
        this.url = url;
    }

    static HttpRequest read(String text) {
        int blank = text.indexOf(' ');
        String method = blank < 0 ? "" : text.substring(0, blank);
        String address = text.substring(blank + 1).trim();
        if (!METHODS.contains(method)) {
            throw new Unreadable("a method out of GET, HEAD, POST, PUT, DELETE and OPTIONS and an address, such as"
                    + " PUT http://127.0.0.1:8500/v1/agent/leave");
        }
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new IllegalArgumentException(text);
        }
        try {
            URL url = new URL(address);
            if (url.getHost().isEmpty()) {
                throw new IllegalArgumentException(text);
            }
            return new HttpRequest(method, url);
        } catch (MalformedURLException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    Step expecting(int status) {
        return new CallHttp(method, url, status);
    }
}
