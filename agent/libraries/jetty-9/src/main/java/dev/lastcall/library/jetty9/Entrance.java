package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.gate.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Which requests reach the application while the service drains, and what the others are told. */
final class Entrance {

    private final Gate gate;
    private final Set<String> readinessPaths;

    Entrance(Core core) {
        gate = core.gate();
        readinessPaths = new HashSet<String>(core.config().get(Settings.READINESS_PATHS));
    }

    /**
     * The request has been counted before: see {@link Gate#admit}.
     *
     * @return false if the request has been answered and must not be handled
     */
    boolean admit(HttpChannel channel) throws IOException {
        if (!gate.isDraining()) {
            return true;
        }
        Request request = channel.getRequest();
        String path = request.getRequestURI();
        if (path == null) {
            return true;
        }
        switch (gate.admit(request.getMethod(), withinContext(channel.getServer(), path))) {
            case UNREADY:
                refuse(channel, Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
                return false;
            case REJECT:
                if (channel.getHttpTransport() instanceof HttpConnection) {
                    Departure.close((HttpConnection) channel.getHttpTransport());
                }
                refuse(channel, null, "");
                return false;
            default:
                return true;
        }
    }

    /** Without the longest context path that begins it, unless it is a readiness path as it stands. */
    private String withinContext(Server server, String path) {
        if (!gate.mayBeReadiness(path) || readinessPaths.contains(path)) {
            return path;
        }
        String within = path;
        for (Handler handler : server.getChildHandlersByClass(ContextHandler.class)) {
            String context = ((ContextHandler) handler).getContextPath();
            if (context != null && context.length() > 1 && path.startsWith(context + "/")) {
                String rest = path.substring(context.length());
                within = rest.length() < within.length() ? rest : within;
            }
        }
        return within;
    }

    /** Answers as a handler would: Jetty then completes the response, and deals with a body that nobody has read. */
    private static void refuse(HttpChannel channel, String type, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        Response response = channel.getResponse();
        response.setStatus(503);
        response.setHeader("Retry-After", Gate.RETRY_AFTER_SECONDS);
        if (type != null) {
            response.setContentType(type);
        }
        response.setContentLength(content.length);
        if (content.length > 0) {
            response.getHttpOutput().write(content, 0, content.length);
        }
        channel.getRequest().setHandled(true);
    }
}
