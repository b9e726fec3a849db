package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.gate.Gate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

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
    boolean admit(ChannelRequest request, Callback callback) {
        if (!gate.isDraining()) {
            return true;
        }
        String path = request.getHttpURI().getPath();
        if (path == null) {
            return true;
        }
        Server server = request.getConnectionMetaData().getConnector().getServer();
        switch (gate.admit(request.getMethod(), withinContext(server, path))) {
            case UNREADY:
                refuse(request, callback, Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
                return false;
            case REJECT:
                if (request.getConnectionMetaData() instanceof HttpConnection) {
                    ((HttpConnection) request.getConnectionMetaData())
                            .getGenerator()
                            .setPersistent(false); // even if another request follows
                }
                refuse(request, callback, null, "");
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
        for (ContextHandler handler : server.getDescendants(ContextHandler.class)) {
            String context = handler.getContextPath();
            if (context != null && context.length() > 1 && path.startsWith(context + "/")) {
                String rest = path.substring(context.length());
                within = rest.length() < within.length() ? rest : within;
            }
        }
        return within;
    }

    /** Answers as a handler would: Jetty then completes the response, and deals with a body that nobody has read. */
    private static void refuse(ChannelRequest request, Callback callback, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        Response response = ((HttpChannelState) request.getComponents()).getResponse();
        response.setStatus(503);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Retry-After", Gate.RETRY_AFTER_SECONDS);
        if (type != null) {
            headers.put("Content-Type", type);
        }
        headers.put("Content-Length", content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
