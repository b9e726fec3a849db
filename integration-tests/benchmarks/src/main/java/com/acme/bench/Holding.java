package com.acme.bench;

import java.io.IOException;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * A Jetty 9.4 service. {@code GET /hello} is answered at once, {@code GET /hold} when a line {@code go} comes on stdin; a
 * line {@code count} prints how many are held, {@code hang} makes it have a shutdown hook that never ends. With any argument it does not listen to stdin.
 */
public final class Holding extends AbstractHandler {
    private static final int BACKLOG = 10_000;

    private final Queue<AsyncContext> held = new ConcurrentLinkedQueue<>();

    public static void main(String[] args) throws Exception {
        Holding holding = new Holding();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(600_000);
        server.addConnector(connector);
        server.setHandler(holding);
        server.start();
        System.out.println("listening on " + connector.getLocalPort());
        if (args.length > 0) {
            return;
        }
        Scanner lines = new Scanner(System.in);
        while (true) {
            while (System.in.available() == 0) { // a thread that sits in a read holds the exit of the JVM up by 0.3 s
                Thread.sleep(1);
            }
            String line = lines.nextLine();
            if (line.equals("go")) {
                holding.letGo();
            } else if (line.equals("hang")) {
                Runtime.getRuntime().addShutdownHook(new Thread(Holding::sleep));
                System.out.println("hangs 1");
            } else {
                System.out.println("held " + holding.await(Integer.parseInt(line)));
            }
        }
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        if (target.equals("/hold")) {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            held.add(async);
        } else {
            hello(response);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int await(int count) throws InterruptedException {
        while (held.size() < count) {
            Thread.sleep(1);
        }
        return count;
    }

    private void letGo() throws IOException {
        for (AsyncContext async = held.poll(); async != null; async = held.poll()) {
            hello((HttpServletResponse) async.getResponse());
            async.complete();
        }
    }

    private static void hello(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setContentLength(6);
        response.getOutputStream().print("hello\n");
    }
}
