package com.acme.kiosk;

import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.annotations.WebSocket;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

/** The kiosk over HTTP/2 without TLS, and as a chat over WebSockets. */
public final class StreamKiosk extends WebSocketHandler {

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, new HttpConnectionFactory(configuration), new HTTP2CServerConnectionFactory(configuration));
        server.addConnector(connector);
        StreamKiosk chat = new StreamKiosk();
        chat.setHandler(ServletKiosk.handler());
        server.setHandler(chat);
        server.start();
        System.out.println("listening on " + connector.getLocalPort());
    }

    @Override
    public void configure(WebSocketServletFactory factory) {
        factory.register(Chat.class);
    }

    /** Listens and says nothing. */
    @WebSocket
    public static final class Chat {}
}
