package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.gate.Gate.Verdict;
import dev.lastcall.core.ledger.OnPort;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptPortsTest {
    private static final int PORT = 8080;
    private static final int KEPT = 8081;
    private static final Duration FAR = Duration.ofMinutes(1);

    private final Stage stage = new Stage("readiness.keep-ports=8081");
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final ListenerControl<Integer> listener = new Noting();
    private final Integer usual = PORT;
    private final Integer kept = KEPT;

    @Test
    void drainClosesAllListenersButThoseOnKeptPorts() {
        stage.core.resources().add(listener, usual);
        stage.core.resources().add(listener, kept);
        Drain drain = stage.drain(FAR);
        assertThat(drain.listeners()).extracting(Controlled::resource).containsExactly(PORT);
        new StopAccepting().run(drain, Deadline.in(stage.core.clock(), FAR));
        assertThat(done).containsExactly("stop 8080");
    }

    @Test
    void requestsOnKeptPortsAreNotInFlightForTheDrain() {
        Drain drain = stage.drain(FAR);
        stage.core.requests().begin(new OnPort(KEPT), new Object());
        assertThat(DrainRequests.inFlight(drain)).isEmpty();
        stage.core.requests().begin(new OnPort(PORT), new Object());
        assertThat(DrainRequests.inFlight(drain)).hasSize(1);
    }

    @Test
    void atTheEndKeptPortsCloseOnceTheirRequestsAreAnswered() throws Exception {
        stage.core.resources().add(listener, usual);
        stage.core.resources().add(listener, kept);
        Object request = new Object();
        stage.core.requests().begin(new OnPort(KEPT), request);
        stage.core.requests().begin(new OnPort(PORT), new Object()); // was cut, and is nothing to wait for any more
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> new KeptPorts(stage.core, stage.gate).close());
        while (!stage.core.bell().isAwaited()) {
            Thread.onSpinWait();
        }
        assertThat(done).containsExactly("stop 8081");
        assertThat(stage.gate.admit(null, "GET", "/orders", KEPT)).isEqualTo(Verdict.SERVE);
        stage.core.requests().end(request);
        end.get(20, TimeUnit.SECONDS);
        assertThat(done).containsExactly("stop 8081", "close 8081");
        assertThat(stage.gate.admit(null, "GET", "/orders", KEPT)).isEqualTo(Verdict.REJECT);
    }

    /** It would otherwise wait in vain: nobody can end that request meanwhile. */
    @Test
    void threadThatEndsTheJvmDoesNotWaitForItsOwnRequest() {
        stage.core.resources().add(listener, kept);
        Object request = new Object();
        stage.core.requests().begin(new OnPort(KEPT), request);
        stage.core.requests().runsOn(request, Thread.currentThread());
        assertThat(new KeptPorts(stage.core, stage.gate).close()).isTrue();
        assertThat(done).containsExactly("stop 8081", "close 8081");
    }

    /** Listeners that are their port, and note what becomes of them. */
    private final class Noting implements ListenerControl<Integer> {
        @Override
        public int port(Integer port) {
            return port;
        }

        @Override
        public void stopAccepting(Integer port, Deadline deadline) {
            done.add("stop " + port);
        }

        @Override
        public int connections(Integer port) {
            return 0;
        }

        @Override
        public void closeConnections(Integer port, Deadline deadline) {
            done.add("close " + port);
        }

        @Override
        public String describe(Integer port) {
            return "listener on :" + port;
        }
    }
}
