package dev.lastcall.it.jetty;

import dev.lastcall.harness.App;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A Jetty server with one handler that can do all that requests do; it prints when it has begun one. */
final class JettyApp {
    private static final String SOURCE = """
            import java.io.InputStream;
            import java.io.OutputStream;
            import javax.servlet.AsyncContext;
            import javax.servlet.http.HttpServletRequest;
            import javax.servlet.http.HttpServletResponse;
            import org.eclipse.jetty.server.Request;
            import org.eclipse.jetty.server.Server;
            import org.eclipse.jetty.server.ServerConnector;
            import org.eclipse.jetty.server.handler.AbstractHandler;

            public final class JettyServer extends AbstractHandler {
                public static void main(String[] args) throws Exception {
                    Server server = new Server();
                    ServerConnector connector = new ServerConnector(server);
                    server.addConnector(connector);
                    server.setHandler(new JettyServer());
                    server.start();
                    System.out.println("listening on " + connector.getLocalPort());
                }

                @Override
                public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
                        throws java.io.IOException {
                    base.setHandled(true);
                    int ms = Integer.parseInt(request.getParameter("ms") == null ? "0" : request.getParameter("ms"));
                    System.out.println("began " + path);
                    OutputStream out = response.getOutputStream();
                    if (path.equals("/async")) {
                        AsyncContext async = request.startAsync();
                        async.setTimeout(0);
                        new Thread(() -> {
                            rest(ms);
                            try {
                                async.getResponse().getOutputStream().print("later");
                            } catch (java.io.IOException gone) {
                                System.out.println("failed " + path);
                            }
                            async.complete();
                        }).start();
                    } else if (path.equals("/stream")) {
                        byte[] piece = new byte[64 * 1024];
                        for (int i = 0; i < Integer.parseInt(request.getParameter("mb")) * 16; i++) {
                            out.write(piece);
                        }
                    } else if (path.equals("/upload")) {
                        long sum = 0;
                        byte[] piece = new byte[8192];
                        InputStream in = request.getInputStream();
                        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                            sum += read;
                        }
                        out.write(("received " + sum).getBytes());
                    } else {
                        rest(ms);
                        out.write("done".getBytes());
                    }
                }

                static void rest(int ms) {
                    try {
                        Thread.sleep(ms);
                    } catch (InterruptedException e) {
                        System.out.println("interrupted");
                    }
                }
            }
            """;

    private JettyApp() {}

    /** @param jakarta whether that Jetty has the servlet API in jakarta.servlet */
    static App compile(Path directory, Path jetty, boolean jakarta, String... options) throws IOException {
        return TinyApp.compile(directory, jakarta ? SOURCE.replace("javax.servlet", "jakarta.servlet") : SOURCE, jetty)
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .property("org.eclipse.jetty.LEVEL", "WARN")
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .property("lastcall.phases.lame-duck.max", "600ms")
                .agent(options);
    }

    /** The line printed when a request reaches the handler. */
    static Pattern began(String path) {
        return Pattern.compile("began " + path + "$");
    }

    /** The agent's line when a phase is over. */
    static Pattern done(String phase) {
        return Pattern.compile(phase + " done");
    }
}
