package dev.lastcall.rolling;

import dev.lastcall.harness.App;
import dev.lastcall.load.Loss;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Two instances of a service behind a balancer, restarted in turn under load until enough requests were sent. */
final class Run {

    /** Ports below those that the kernel gives to clients: a restarted instance must find its own free. */
    private static final int LOWEST = 20_000;

    private static final int PORTS = 10_000;
    private static final int LEAST_RESTARTS = 4;

    private final Proxy.Kind kind;
    private final Supplier<App> app;
    private final Settings settings;
    private final Path directory;

    Run(Proxy.Kind kind, Supplier<App> app, Settings settings, Path directory) {
        this.kind = kind;
        this.app = app;
        this.settings = settings;
        this.directory = directory;
    }

    Figures run() throws Exception {
        Random random = new Random(settings.seed());
        List<Instance.End> ends = new ArrayList<>();
        long begin = System.nanoTime();
        try (Instance one = new Instance(app, freePort(random));
                Instance other = new Instance(app, freePort(random))) {
            one.start();
            other.start();
            int port = freePort(random);
            try (Proxy proxy = Proxy.start(kind, directory, port, one.port(), other.port())) {
                Customers customers = new Customers(port, settings.seed());
                customers.come();
                one.awaitTraffic();
                other.awaitTraffic();
                for (Instance next = one;
                        customers.tally().sent() < settings.requests() || ends.size() < LEAST_RESTARTS;
                        next = next == one ? other : one) {
                    ends.add(next.restart());
                    next.awaitTraffic();
                }
                customers.go();
                return new Figures(
                        customers.tally().sent(),
                        customers.tally().losses(),
                        List.copyOf(ends),
                        System.nanoTime() - begin);
            }
        }
    }

    private static int freePort(Random random) throws IOException {
        for (int i = 0; i < PORTS; i++) {
            int port = LOWEST + random.nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IOException("no port from " + LOWEST + " to " + (LOWEST + PORTS - 1) + " is free");
    }

    /** What one run has shown. */
    record Figures(int sent, List<Loss> losses, List<Instance.End> ends, long nanos) {

        /** How many restarts the agent has called clean. */
        long calledClean() {
            return ends.stream().filter(Instance.End::isCalledClean).count();
        }

        long exitedWith0() {
            return ends.stream().filter(end -> end.exit().code() == 0).count();
        }
    }
}
