package dev.lastcall.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final int MANY = 10_000;

    /** An entry, its two references, and a place in a set that grows: about 200; a look at the others would be 40,000. */
    private static final long MOST_BYTES_EACH = 1_000;

    private final List<Object> told = new ArrayList<>();
    private final Resources resources = new Resources((control, resource) -> told.add(resource));
    private final Control<Object> control = resource -> "one of many";
    private final Control<Object> other = resource -> "the same, seen otherwise";

    /** Bytes, because they do not depend on the machine: whoever copies or walks the list for each one shows in them. */
    @Test
    void whatTheTenThousandthCostsIsWhatTheFirstCosts() {
        Object[] all = new Object[MANY];
        for (int i = 0; i < MANY; i++) {
            all[i] = new Object();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        for (Object each : all) {
            resources.add(control, each);
        }
        long bytes = threads.getThreadAllocatedBytes(self) - before;
        assertThat(bytes / MANY).isLessThan(MOST_BYTES_EACH);
        assertThat(resources.everything()).hasSize(MANY);
        assertThat(all).hasSize(MANY); // and is held until here
    }

    @Test
    void oneIsKnownOnceUnderEachControlAndInTheOrderOfItsComing() {
        Object first = new Object();
        Object second = new Object();
        resources.add(control, first);
        resources.add(control, second);
        resources.add(other, first);
        resources.add(control, first);
        assertThat(told).containsExactly(first, second, first);
        assertThat(resources.additions()).isEqualTo(3);
        assertThat(resources.everything()).extracting(Controlled::resource).containsExactly(first, second, first);
    }

    /** Two that are equal are two: applications have pools that say they equal each other. */
    @Test
    void identityDecides() {
        Object one = new ArrayList<>();
        Object same = new ArrayList<>();
        resources.add(control, one);
        resources.add(control, same);
        assertThat(resources.everything()).hasSize(2);
        resources.remove(same);
        assertThat(resources.everything())
                .hasSize(1)
                .first()
                .extracting(Controlled::resource)
                .isSameAs(one);
    }

    @Test
    void whatIsForgottenMayComeAgain() {
        Object resource = new Object();
        resources.add(control, resource);
        resources.forget(type -> type == control.getClass());
        assertThat(resources.everything()).isEmpty();
        resources.add(control, resource);
        assertThat(resources.everything()).hasSize(1);
    }
}
