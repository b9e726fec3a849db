package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.ContextPaths;
import dev.lastcall.core.gate.Gate;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.library.jetty.Connectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/** Which requests reach the application, and what the others are told. */
final class Entrance {

    private final Gate gate;
    private final Ledger requests;

    Entrance(Core core) {
        gate = core.gate();
        requests = core.requests();
    }

    /**
     * The request has been counted before: see {@link Gate#admit}.
     *
     * @return false if the request has been answered and must not be handled
     */
    boolean admit(ChannelRequest request, Callback callback) {
        if (gate.isOpen()) {
            return true;
        }
        String path = request.getHttpURI().getCanonicalPath(); // decoded, without its parameters
        if (path == null) {
            return true;
        }
        Connector connector = request.getConnectionMetaData().getConnector();
        switch (gate.admit(
                requests.find(Requests.channelOf(request)),
                request.getMethod(),
                withinContext(connector.getServer(), path),
                Connectors.portOf(connector))) {
            case UNREADY:
                refuse(request, callback, 503, Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
                return false;
            case REJECT:
                if (request.getConnectionMetaData() instanceof HttpConnection) {
                    ((HttpConnection) request.getConnectionMetaData())
                            .getGenerator()
                            .setPersistent(false); // even if another request follows
                }
                refuse(request, callback, 503, null, "");
                return false;
            case TOO_MANY:
                refuse(request, callback, 429, null, "");
                return false;
            default:
                return true;
        }
    }

    private String withinContext(Server server, String path) {
        if (!gate.mayBeProbeOfContext(path)) {
            return path;
        }
        List<String> contexts = new ArrayList<String>();
        for (ContextHandler handler : server.getDescendants(ContextHandler.class)) {
            contexts.add(handler.getContextPath());
        }
        return ContextPaths.within(contexts, path);
    }

    /** Answers as a handler would: Jetty then completes the response, and deals with a body that nobody has read. */
    private static void refuse(ChannelRequest request, Callback callback, int status, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        Response response = ((HttpChannelState) request.getComponents()).getResponse();
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Retry-After", Gate.RETRY_AFTER_SECONDS);
        if (type != null) {
            headers.put("Content-Type", type);
        }
        headers.put("Content-Length", content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
