package dev.lastcall.it.executors;

import dev.lastcall.harness.App;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A Jetty server, so that the agent is armed, in front of the background work that a test gives it. */
final class ServiceApp {
    private static final String SOURCE = """
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import javax.servlet.http.HttpServletRequest;
            import javax.servlet.http.HttpServletResponse;
            import org.eclipse.jetty.server.Request;
            import org.eclipse.jetty.server.Server;
            import org.eclipse.jetty.server.ServerConnector;
            import org.eclipse.jetty.server.handler.AbstractHandler;

            public final class Service extends AbstractHandler {
                public static void main(String[] args) throws Exception {
                    Server server = new Server();
                    ServerConnector connector = new ServerConnector(server);
                    server.addConnector(connector);
                    server.setHandler(new Service());
                    server.start();
                    work();
                    System.out.println("listening on " + connector.getLocalPort());
                }

                @Override
                public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response) {
                    base.setHandled(true);
                }

                static void work() throws Exception {
                    WORK
                }

                static void rest(long ms) {
                    try {
                        Thread.sleep(ms);
                    } catch (InterruptedException e) {
                        say("interrupted");
                    }
                }

                /** Of JDK 21 and later; the sources of tests are Java 8. */
                static ExecutorService virtualThreadPerTask() throws Exception {
                    return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
                }

                static ExecutorService threadPerTask(ThreadFactory factory) throws Exception {
                    return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                            .invoke(null, factory);
                }

                /** Until the test has written a byte. */
                static void awaitInput() {
                    try {
                        System.in.read();
                    } catch (java.io.IOException e) {
                        say("failed " + e);
                    }
                }

                static void say(String line) {
                    System.out.println(line);
                }

                static class Reminder implements Runnable {
                    @Override
                    public void run() {
                        say("reminded");
                    }
                }
            }
            """;

    /** One task, which goes on in any of the {@code executors} 20,000 times and then says "the end". */
    static final String HOPS = """
            AtomicInteger hops = new AtomicInteger();
            Runnable[] hop = new Runnable[1];
            hop[0] = () -> {
                int number = hops.incrementAndGet();
                if (number % 50 == 0) {
                    rest(1);
                }
                if (number < 20000) {
                    executors[ThreadLocalRandom.current().nextInt(executors.length)].execute(hop[0]);
                } else {
                    say("the end");
                }
            };
            executors[0].execute(hop[0]);
            """;

    private ServiceApp() {}

    /** @param work statements to put into a method that may throw anything */
    static App with(Path directory, String work, String... options) throws IOException {
        return TinyApp.compile(directory, SOURCE.replace("WORK", work), App.libOf("orders"))
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .property("org.eclipse.jetty.LEVEL", "WARN")
                .property("lastcall.phases.lame-duck.enabled", "false")
                .agent(options);
    }

    static Pattern line(String text) {
        return Pattern.compile("^" + Pattern.quote(text) + "$");
    }
}
