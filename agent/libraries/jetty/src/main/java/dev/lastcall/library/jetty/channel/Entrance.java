package dev.lastcall.library.jetty.channel;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.ContextPaths;
import dev.lastcall.core.gate.Gate;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.library.jetty.Connectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Which requests reach the application, and what the others are told. */
final class Entrance {

    private final Core core;
    private final Gate gate;
    private final Ledger requests;
    private final Departure departure;

    Entrance(Core core, Departure departure) {
        this.core = core;
        gate = core.gate();
        requests = core.requests();
        this.departure = departure;
    }

    /**
     * The request has been counted before: see {@link Gate#admit}.
     *
     * @return false if the request has been answered and must not be handled
     */
    boolean admit(HttpChannel channel) {
        if (gate.isOpen()) {
            return true;
        }
        Request request = channel.getRequest();
        String path = request.getPathInfo(); // here still all of the path, decoded, without its parameters
        if (path == null) {
            return true;
        }
        switch (gate.admit(
                requests.find(channel),
                request.getMethod(),
                withinContext(channel.getServer(), path),
                Connectors.portOf(channel.getConnector()))) {
            case UNREADY:
                refuse(channel, 503, Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
                return false;
            case REJECT:
                departure.close(request);
                refuse(channel, 503, null, "");
                return false;
            case TOO_MANY:
                refuse(channel, 429, null, "");
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
        for (Handler handler : server.getChildHandlersByClass(ContextHandler.class)) {
            contexts.add(((ContextHandler) handler).getContextPath());
        }
        return ContextPaths.within(contexts, path);
    }

    /** Answers as a handler would: Jetty then completes the response, and deals with a body that nobody has read. */
    private void refuse(HttpChannel channel, int status, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        Response response = channel.getResponse();
        response.setStatus(status);
        response.setHeader("Retry-After", Gate.RETRY_AFTER_SECONDS);
        if (type != null) {
            response.setContentType(type);
        }
        response.setContentLength(content.length);
        channel.getRequest().setHandled(true);
        if (content.length > 0) {
            write(response, content);
        }
    }

    /** A write fails with its client, which may have reset the connection; Jetty has then ended the channel by itself. */
    private void write(Response response, byte[] content) {
        try {
            response.getHttpOutput().write(content, 0, content.length);
        } catch (IOException | RuntimeException gone) { // also what a stopped server or a closed selector throws
            core.debug("an answer was not wanted", gone);
        }
    }
}
