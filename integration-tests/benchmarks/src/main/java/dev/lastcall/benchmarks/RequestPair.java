package dev.lastcall.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpTransport;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The woven begin and end of a request, with the little that Jetty itself does in these two methods. */
@BenchmarkMode(Mode.AverageTime)
public class RequestPair {
    private static final MetaData.Request REQUEST =
            new MetaData.Request("GET", new HttpURI("/hello"), HttpVersion.HTTP_1_1, new HttpFields());

    /** What is in flight all the time. */
    @State(Scope.Benchmark)
    public static class Others {
        private final List<HttpChannel> channels = new ArrayList<>();
        private LocalConnector connector;

        @Setup
        public void begin() throws Exception {
            Server server = new Server();
            connector = new LocalConnector(server);
            for (int i = 0; i < 1_000; i++) {
                HttpChannel channel = channel();
                channel.onRequest(REQUEST);
                channels.add(channel);
            }
        }

        HttpChannel channel() {
            return new HttpChannel(connector, new HttpConfiguration(), new ByteArrayEndPoint(), new Nowhere());
        }
    }

    /** A channel, which a connection uses for one request after the other. */
    @State(Scope.Thread)
    public static class Mine {
        private HttpChannel channel;

        @Setup
        public void make(Others others) {
            channel = others.channel();
        }
    }

    @Benchmark
    public HttpChannel request(Mine mine) {
        mine.channel.onRequest(REQUEST);
        mine.channel.recycle();
        return mine.channel;
    }

    private static final class Nowhere implements HttpTransport {
        @Override
        public void send(
                MetaData.Response info, boolean head, ByteBuffer content, boolean lastContent, Callback callback) {
            callback.succeeded();
        }

        @Override
        public boolean isPushSupported() {
            return false;
        }

        @Override
        public void push(MetaData.Request request) {}

        @Override
        public void onCompleted() {}

        @Override
        public void abort(Throwable failure) {}

        @Override
        public boolean isOptimizedForDirectBuffers() {
            return false;
        }
    }
}
