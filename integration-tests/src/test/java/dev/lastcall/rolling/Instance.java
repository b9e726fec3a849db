package dev.lastcall.rolling;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One of the two instances of a service, restarted again and again on one port. */
final class Instance implements AutoCloseable {

    private static final Pattern SERVES = Pattern.compile("^began /slow$");
    private static final Duration EXIT = Duration.ofSeconds(60);

    /** A balancer without checks gives an instance that refused connections ten seconds to come back. */
    private static final Duration BACK_IN = Duration.ofSeconds(40);

    private final Supplier<App> app;
    private final int port;
    private RunningApp running;

    Instance(Supplier<App> app, int port) {
        this.app = app;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** @throws AssertionError if it does not listen, such as because its port is taken, with what it has said */
    void start() throws IOException, InterruptedException {
        running = app.get().argument(Integer.toString(port)).start();
        running.port();
    }

    /** Waits until it has served a request that came through the balancer. */
    void awaitTraffic() throws InterruptedException {
        running.stdout().await(SERVES, BACK_IN);
    }

    /** SIGTERM, its end, and its next start. */
    End restart() throws IOException, InterruptedException {
        long signal = System.nanoTime();
        running.signal("TERM");
        Exit exit = running.awaitExit(EXIT);
        List<String> said = running.stderr().awaitEnd(EXIT);
        running.close();
        start();
        return new End(signal, exit, said);
    }

    /** How one process of it ended. */
    record End(long signalNanos, Exit exit, List<String> stderr) {

        /** The agent's last line; empty if there was none. */
        String verdict() {
            return stderr.stream()
                    .filter(line -> line.contains("drained "))
                    .reduce((first, last) -> last)
                    .orElse("");
        }

        boolean isCalledClean() {
            return verdict().contains("drained clean");
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (running != null) {
            running.close();
        }
    }
}
