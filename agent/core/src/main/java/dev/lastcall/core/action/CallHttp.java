package dev.lastcall.core.action;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;

/** {@code PUT http://127.0.0.1:8500/…}: one request, by the JDK's client; redirects are not followed. */
public final class CallHttp implements Step {

    /** The status that any success has, when the plan does not name one. */
    public static final int ANY_SUCCESS = 0;

    private final String method;
    private final URL url;
    private final int expected;

    public CallHttp(String method, URL url, int expected) {
        this.method = method;
        this.url = url;
        this.expected = expected;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        int millis = (int) Math.max(
                1, Math.min(Integer.MAX_VALUE, surroundings.deadline().left().toMillis()));
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        try {
            connection.setRequestMethod(method);
            if (method.equals("POST") || method.equals("PUT")) { // servers ask for a length
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(0);
                connection.getOutputStream().close();
            }
            return judged(connection.getResponseCode(), connection.getHeaderField("Location"));
        } catch (SocketTimeoutException late) {
            throw new Failed(place() + " gave no answer in time");
        } catch (ConnectException refused) {
            throw new Failed(
                    place() + " cannot be reached: " + refused.getMessage().replaceAll(" \\(.*", ""));
        } catch (IOException failure) {
            throw new Failed(place() + ": " + failure.getMessage());
        } finally {
            connection.disconnect();
        }
    }

    private String judged(int status, String location) throws Failed {
        boolean good = expected == ANY_SUCCESS ? status / 100 == 2 : status == expected;
        if (!good) {
            throw new Failed(place() + " answered " + status
                    + (location == null ? "" : ", a redirect, which is not followed") + "; expected "
                    + (expected == ANY_SUCCESS ? "2xx" : String.valueOf(expected)));
        }
        return String.valueOf(status);
    }

    /** Without user, password and query, which may be secret. */
    private String place() {
        return url.getProtocol() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())
                + url.getPath();
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return false; // any JVM could do this
    }

    @Override
    public String toString() {
        return method + " " + place() + ", expect " + (expected == ANY_SUCCESS ? "2xx" : String.valueOf(expected));
    }
}
