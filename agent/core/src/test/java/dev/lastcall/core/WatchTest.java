package dev.lastcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.drain.EndlessWatch;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.OnPort;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.helpers.NOPLogger;

/** Each test has a watch of its own, whose daemon thread lives as long as the JVM of the tests. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {
    private final Config config = Config.read("", Map.of(), Map.of());
    private final Core core = new Core(
            config,
            new Owners(List.of()),
            (control, resource) -> {},
            new DrainGate(Clock.SYSTEM, config),
            NOPLogger.NOP_LOGGER);
    private final WorkControl<Object> control = new OnPort(8080);

    @BeforeEach
    void watch() {
        new Watch(core, new EndlessWatch(Clock.SYSTEM, Duration.ofMillis(600))).start();
    }

    @Test
    void requestsThatAreCarriedAreToldTheTime() {
        Object connection = new Object();
        long first = beganOn(connection);
        long told;
        do {
            told = beganOn(connection);
        } while (told != beganOn(connection)); // the clock itself never says the same twice
        assertThat(told - first).isPositive();
        long next;
        do {
            next = beganOn(connection);
        } while (next == told);
        assertThat(next - told).isPositive(); // and the time goes on
    }

    private long beganOn(Object connection) {
        Object request = new Object();
        core.requests().begin(control, connection, request, null);
        long began = core.requests().find(connection, request).began();
        core.requests().end(connection, request);
        return began;
    }

    @Test
    void anApplicationThatInterruptsAllThreadsDoesNotMakeItSpin() {
        List<Thread> watching = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lastcall-watch"))
                .toList();
        assertThat(watching).isNotEmpty();
        for (Thread thread : watching) {
            thread.interrupt();
            while (thread.isInterrupted() || thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
