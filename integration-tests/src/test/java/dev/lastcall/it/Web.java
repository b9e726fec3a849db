package dev.lastcall.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A small service on Jetty 9.4 into which a test writes the few lines that matter to it. Of its own it serves {@code /hello}
 * and whatever path has no other meaning; {@code /wait} says "waiting" and answers when {@code /release} is asked for; {@code
 * /agent} answers when an agent that was attached has started.
 *
 * <p>Code may use {@code say(line)}, {@code onExit(code)} for a shutdown hook, {@code onSignal(name, code)}, the latches
 * {@code RELEASE} and {@code DONE}, and {@code KEPT}, a map of objects by name.
 */
public final class Web {
    private static final Pattern WAITING = Pattern.compile("^waiting$");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SOURCE = """
            import java.io.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.servlet.http.*;
            import org.eclipse.jetty.server.*;
            import org.eclipse.jetty.server.handler.AbstractHandler;
            import org.eclipse.jetty.util.thread.*;
            import sun.misc.Signal;
            import sun.misc.SignalHandler;

            public class Main extends AbstractHandler {
                static final CountDownLatch RELEASE = new CountDownLatch(1);
                static final CountDownLatch DONE = new CountDownLatch(1);
                static final Map<String, Object> KEPT = new ConcurrentHashMap<>();

                interface Code { void run() throws Exception; }
                /*members*/

                public static void main(String[] args) throws Exception {
                    /*first*/
                    Server server = serve();
                    System.out.println("listening on " + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
                    /*started*/
                }

                static Server serve() throws Exception {
                    QueuedThreadPool threads = new QueuedThreadPool(20, 8);
                    threads.setDaemon(Boolean.getBoolean("daemons"));
                    Server server = new Server(threads);
                    server.addBean(new ScheduledExecutorScheduler("scheduler", threads.isDaemon()));
                    ServerConnector connector = new ServerConnector(server);
                    connector.setHost("127.0.0.1");
                    server.addConnector(connector);
                    server.setHandler(new Main());
                    /*server*/
                    server.start();
                    return server;
                }

                @Override
                public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
                        throws IOException {
                    base.setHandled(true);
                    PrintWriter out = response.getWriter();
                    run(() -> {
                        switch (path) {
                            case "/wait":
                                say("waiting");
                                RELEASE.await();
                                out.print("released");
                                break;
                            case "/release":
                                RELEASE.countDown();
                                break;
                            case "/agent":
                                while (Thread.getAllStackTraces().keySet().stream().anyMatch(
                                        thread -> thread.getName().equals("lastcall-start"))) {
                                    Thread.sleep(1);
                                }
                                break;
                            /*paths*/
                            default:
                                out.print("hello");
                        }
                    });
                }

                static void say(String line) { System.out.println(line); }

                static void run(Code code) {
                    try { code.run(); } catch (Exception e) { throw new IllegalStateException(e); }
                }

                static void onExit(Code code) {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> run(code)));
                }

                static SignalHandler onSignal(String name, Code code) {
                    return Signal.handle(new Signal(name), signal -> run(code));
                }
            }
            """;

    private String source = SOURCE;

    private Web() {}

    public static Web app() {
        return new Web();
    }

    /** The first lines of main. */
    public Web first(String code) {
        return put("/*first*/", code);
    }

    /** Before the server, {@code server}, is started. */
    public Web server(String code) {
        return put("/*server*/", code);
    }

    /** After the server, {@code server}, has been started and its port said; the end of main. */
    public Web started(String code) {
        return put("/*started*/", code);
    }

    /** The request for one more path; it may use {@code out}, {@code request} and {@code response}. */
    public Web path(String path, String code) {
        return put("/*paths*/", "case \"" + path + "\": " + code + " break;\n/*paths*/");
    }

    /** One more member of the class. */
    public Web member(String code) {
        return put("/*members*/", code);
    }

    private Web put(String place, String code) {
        source = source.replace(place, code);
        return this;
    }

    /** With the agent, whose lame duck is cut short. */
    public App agent(String... options) {
        return plain().property("lastcall.phases.lame-duck.quiet", "100ms").agent(options);
    }

    /** Without the agent. */
    public App plain() {
        return Programs.of(source, App.libOf("orders"))
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .property("org.eclipse.jetty.util.log.announce", "false")
                .property("org.eclipse.jetty.LEVEL", "WARN");
    }

    /** A program without a server: what stands in its main, which may use the same names as a service's code. */
    public static App program(String main, Path... classpath) {
        return Programs.of(PROGRAM.replace("/*main*/", main), classpath);
    }

    private static final String PROGRAM = """
            import java.util.*;
            import java.util.concurrent.*;
            import sun.misc.Signal;
            import sun.misc.SignalHandler;

            public class Main {
                interface Code { void run() throws Exception; }

                public static void main(String[] args) throws Exception {
                    /*main*/
                }

                static class Target {
                    String name() { return "plain"; }
                }

                static void say(String line) { System.out.println(line); }

                static Object read(Class<?> type, Object object, String name) throws Exception {
                    java.lang.reflect.Field field = type.getDeclaredField(name);
                    field.setAccessible(true);
                    return field.get(object);
                }

                static void run(Code code) {
                    try { code.run(); } catch (Exception e) { throw new IllegalStateException(e); }
                }

                static void onExit(Code code) {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> run(code)));
                }
            }
            """;

    /** Asks for {@code /wait} and returns when the request is inside its handler; its query is nobody's business. */
    public static void startWaiting(RunningApp app, RawClient client) throws Exception {
        client.send(Request.get("/wait?secret=1"));
        app.stdout().await(WAITING, SOON);
    }

    /** SIGTERM while {@link #startWaiting} waits: it is answered when nothing more is accepted, and then the service exits with 0. */
    public static void drainWaiting(RunningApp app, RawClient waiting, RawClient other) throws Exception {
        app.signal("TERM");
        app.stderr().await(line("stop-accepting done"), SOON);
        other.get("/release");
        assertThat(waiting.read().text()).isEqualTo("released");
        assertThat(app.awaitExit(SOON).code()).isZero();
    }

    /** A line that contains this text. */
    public static Pattern line(String text) {
        return Pattern.compile(Pattern.quote(text));
    }
}
