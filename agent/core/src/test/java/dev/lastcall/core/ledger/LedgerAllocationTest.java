package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A guard against cost that creeps in: bytes do not depend on the machine. */
class LedgerAllocationTest {
    private static final int REQUESTS = 10_000;
    private static final long MOST_BYTES = 48;

    private final Ledger ledger = new Ledger(Clock.SYSTEM, new Bell());
    private final Object[] keys = new Object[1_000];

    @Test
    void aRequestAllocatesNoMoreThanItsEntry() {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Object();
        }
        requests(); // loads and links
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        requests();
        long bytes = threads.getThreadAllocatedBytes(self) - before;
        assertThat(bytes / REQUESTS).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(ledger.inFlight()).isEmpty();
    }

    private void requests() {
        for (int i = 0; i < REQUESTS; i++) {
            Object key = keys[i % keys.length];
            ledger.begin(IDLE, key);
            ledger.runsOn(key, Thread.currentThread());
            ledger.runsOnNone(key);
            ledger.end(key);
        }
    }

    private static final WorkControl<Object> IDLE = new WorkControl<>() {
        @Override
        public String describe(Object key) {
            return "idle";
        }

        @Override
        public boolean answer(Object key) {
            return false;
        }
    };
}
