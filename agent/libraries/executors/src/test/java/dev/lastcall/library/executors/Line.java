package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.drain.Outstanding;
import dev.lastcall.core.drain.Quiescence;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.ScheduleControl;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import dev.lastcall.core.time.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** The line without the weave, for one test; executors are shut down when it closes. */
final class Line implements AutoCloseable {

    final Resources resources = new Resources((control, resource) -> {});
    final Bell bell = new Bell();
    final Owners owners;
    final Ownership ownership;
    final Registry registry;
    final Quiescence quiescence = new Quiescence(resources, Set.of(), task -> false);
    private final List<Runnable> closings = new ArrayList<>();

    Line(String... libraries) {
        owners = new Owners(List.of(libraries));
        ownership = new Ownership(owners);
        registry = new Registry(resources, bell, ownership);
    }

    <T extends ExecutorService> T meet(T executor) {
        closings.add(executor::shutdownNow);
        registry.meet(executor, Owner.application("com.acme.Audit"));
        return executor;
    }

    Timer meet(Timer timer) {
        closings.add(timer::cancel);
        registry.meet(threadOf(timer), Owner.application("com.acme.Audit"));
        return timer;
    }

    static Thread threadOf(Timer timer) {
        return (Thread) Fields.get(Fields.of(Timer.class, "thread"), timer);
    }

    TaskSample sample(Object executor) {
        for (Controlled<TaskControl<Object>> controlled : resources.executors()) {
            if (controlled.resource() == executor) {
                return controlled.control().sample(executor);
            }
        }
        throw new AssertionError(executor + " is not under control");
    }

    List<String> dropSchedules() {
        List<String> dropped = new ArrayList<>();
        for (Controlled<ScheduleControl<Object>> schedule : resources.schedules()) {
            dropped.addAll(schedule.control().dropSchedules(schedule.resource()));
        }
        return dropped;
    }

    List<Outstanding> outstanding() {
        return quiescence.look();
    }

    void assertBusy() {
        assertThat(outstanding()).isNotEmpty();
    }

    /** Idle soon, since what a test ends ends a moment later. */
    void assertIdle() {
        await(() -> outstanding().isEmpty());
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
