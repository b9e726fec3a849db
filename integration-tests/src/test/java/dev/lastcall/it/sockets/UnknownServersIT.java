package dev.lastcall.it.sockets;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What listens and is known to no library line is said, once; what a line drains is not. */
class UnknownServersIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern UNKNOWN = Pattern.compile("is not known and is not drained");

    /** Of the JDK itself there are the sockets of remote JMX, and of the program one that it closes at once. */
    @EachJdk
    void everyKindOfListenerIsSaidOnceWithItsPortAndItsClass(Jdk jdk) throws Exception {
        App program = Web.program("""
                class Plain {
                    int open() throws Exception {
                        new java.net.ServerSocket(0).close(); // to find a free port
                        return new java.net.ServerSocket(0).getLocalPort();
                    }
                }
                class Channel {
                    int open() throws Exception {
                        return java.nio.channels.ServerSocketChannel.open()
                                .bind(new java.net.InetSocketAddress(0)).socket().getLocalPort();
                    }
                }
                class Http {
                    int open() throws Exception {
                        return com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress(0), 0)
                                .getAddress().getPort();
                    }
                }
                class Asynchronous {
                    java.nio.channels.AsynchronousServerSocketChannel channel;
                    int open() throws Exception {
                        channel = java.nio.channels.AsynchronousServerSocketChannel.open()
                                .bind(new java.net.InetSocketAddress(0));
                        return ((java.net.InetSocketAddress) channel.getLocalAddress()).getPort();
                    }
                }
                class Ephemeral {
                    void open() throws Exception { new java.net.ServerSocket(0).close(); }
                }
                new Ephemeral().open();
                Asynchronous kept = new Asynchronous();
                say(":" + new Plain().open() + " (Main$1Plain)");
                say(":" + new Channel().open() + " (Main$1Channel)");
                say(":" + new Http().open() + " (Main$1Http)");
                say(":" + kept.open() + " (Main$1Asynchronous)");
                new Plain().open();
                say("open");
                new CountDownLatch(1).await();
                """)
                .property("com.sun.management.jmxremote.port", "0")
                .property("com.sun.management.jmxremote.authenticate", "false")
                .property("com.sun.management.jmxremote.ssl", "false");
        try (RunningApp app = program.agent().jdk(jdk).start()) {
            app.stdout().await(Pattern.compile("^open$"), SOON);
            app.stderr().await(UNKNOWN, 3, SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            List<String> said = app.stderr().awaitEnd(SOON);
            assertThat(said).hasSize(4);
            for (String listener : app.stdout().awaitEnd(SOON).subList(0, 4)) {
                assertThat(said)
                        .as(listener)
                        .anyMatch(line -> line.contains(
                                "WARN lastcall - a server on " + listener + " is not known and is not drained"));
            }
        }
    }

    @Test
    void connectorOfJettysThatIsNoServerConnectorIsSaid() throws Exception {
        App service = Web.app()
                .member("""
                        static class OddConnector extends AbstractNetworkConnector {
                            OddConnector(Server server) {
                                super(server, null, null, null, 0, new HttpConnectionFactory());
                                setPort(4711);
                            }
                            @Override public void close() { }
                            @Override public boolean isOpen() { return true; }
                            @Override public int getLocalPort() { return 4711; }
                            @Override public Object getTransport() { return null; }
                            @Override protected void accept(int id) { }
                        }
                        """)
                .server(
                        "server.addConnector(new OddConnector(server)); server.addConnector(new LocalConnector(server));")
                .agent();
        try (RunningApp app = service.start()) {
            app.stderr().await(line("a server on :4711 (Main$OddConnector) is not known and is not drained"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(UNKNOWN.asPredicate())
                    .hasSize(1);
        }
    }

    @Test
    void jettyThatIsGivenASocketIsDrainedAndNotSaidToBeUnknown() throws Exception {
        App service = Web.app().server("""
                        java.nio.channels.ServerSocketChannel inherited = java.nio.channels.ServerSocketChannel.open();
                        inherited.bind(new java.net.InetSocketAddress("127.0.0.1", 0));
                        connector.open(inherited);
                        """).agent();
        assertDrainedAndKnown(service, "Jetty 9.4");
    }

    @Test
    void nettyThatIsGivenASocketIsDrainedAndNotSaidToBeUnknown() throws Exception {
        App service =
                Web.program("""
                        java.nio.channels.ServerSocketChannel inherited = java.nio.channels.ServerSocketChannel.open();
                        io.netty.channel.nio.NioEventLoopGroup group = new io.netty.channel.nio.NioEventLoopGroup(1);
                        io.netty.channel.socket.nio.NioServerSocketChannel channel =
                                new io.netty.channel.socket.nio.NioServerSocketChannel(inherited);
                        // So that all classes are there, and the next one is registered as soon as it is bound.
                        group.register(new io.netty.channel.socket.nio.NioServerSocketChannel()).sync();
                        inherited.bind(new java.net.InetSocketAddress("127.0.0.1", 0));
                        group.register(channel).sync();
                        say("listening on " + inherited.socket().getLocalPort());
                        """, App.libOf("netty-services")).property("lastcall.phases.lame-duck.quiet", "100ms");
        assertDrainedAndKnown(service.agent(), "Netty");
    }

    private static void assertDrainedAndKnown(App service, String name) throws Exception {
        try (RunningApp app = service.start()) {
            int port = app.port();
            app.stderr().await(Pattern.compile("armed: " + name + ".* on :" + port), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(UNKNOWN.asPredicate());
        }
    }
}
