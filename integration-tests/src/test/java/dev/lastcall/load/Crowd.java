package dev.lastcall.load;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients and a balancer in front of a service that is told to end under their load. Fifty clients use their connections
 * again and again, ten a new one for each request; none pauses.
 */
public final class Crowd {
    public static final int LEAST_SENT = 1_000;
    public static final int LEAST_IN_FLIGHT = 50;

    private static final int KEEP_ALIVE_CLIENTS = 50;
    private static final int NEW_CONNECTION_CLIENTS = 10;
    private static final int REQUESTS_PER_CONNECTION = 40;
    private static final int SENT_BEFORE_SIGNAL = 1_500;
    private static final Duration LOAD = Duration.ofSeconds(40);
    private static final Duration END = Duration.ofSeconds(40);

    private final RunningApp service;
    private final int port;
    private final Errands errands;
    private final Balancer balancer;
    private final Tally tally = new Tally();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int inFlightAtSignal;

    public Crowd(RunningApp service, int port, Errands errands) {
        this.service = service;
        this.port = port;
        this.errands = errands;
        this.balancer = new Balancer(port);
    }

    /**
     * Lets them all in, and tells the service to end when they are busy.
     *
     * @param notice how long before SIGTERM the balancer takes the service out of rotation; zero if nobody tells it
     * @return its end; all clients have ended, too
     */
    public Exit run(Duration notice) throws IOException, InterruptedException {
        start("balancer", balancer);
        for (int i = 0; i < KEEP_ALIVE_CLIENTS; i++) {
            client("keeping-" + i, REQUESTS_PER_CONNECTION);
        }
        for (int i = 0; i < NEW_CONNECTION_CLIENTS; i++) {
            client("passing-" + i, 1);
        }
        if (notice.isZero()) {
            inFlightAtSignal = tally.whenBusy(SENT_BEFORE_SIGNAL, LEAST_IN_FLIGHT, LOAD, () -> service.signal("TERM"));
        } else {
            inFlightAtSignal =
                    tally.whenBusy(SENT_BEFORE_SIGNAL, LEAST_IN_FLIGHT, LOAD, () -> balancer.takeOut("notice"));
            Thread.sleep(notice.toMillis()); // as a preStop hook does
            service.signal("TERM");
        }
        Exit exit = service.awaitExit(END);
        for (Thread thread : threads) {
            thread.join();
        }
        return exit;
    }

    public Tally tally() {
        return tally;
    }

    public Balancer balancer() {
        return balancer;
    }

    /** How many requests were in flight when it began to end. */
    public int inFlightAtSignal() {
        return inFlightAtSignal;
    }

    /** The clients that stopped while the service was in rotation, and why. */
    public List<String> stoppedEarly() {
        return clients.stream()
                .filter(client -> client.endedBefore(balancer.outNanos())
                        || !client.failure().isEmpty())
                .map(Client::toString)
                .toList();
    }

    private void client(String name, int requestsPerConnection) {
        Client client = new Client(name, port, requestsPerConnection, balancer, tally, errands);
        clients.add(client);
        start(name, client);
    }

    private void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }
}
