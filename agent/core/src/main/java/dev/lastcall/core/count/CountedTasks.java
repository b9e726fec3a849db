package dev.lastcall.core.count;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.DeclaredControl;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Background work of a home-grown kind, which a drain sees as one more executor that must be idle together with all others.
 *
 * <p>What {@link TaskSample} promises holds: a task that exists throughout a sampling stands in its slot of the ledger and is
 * seen; and {@code ended} grows before the slot is cleared, so whoever misses a task that has ended sees it grown.
 */
final class CountedTasks extends CountedWork implements TaskControl<CountedTasks>, DeclaredControl<CountedTasks> {

    private final Core core;
    private final Ledger tasks;
    private final AtomicLong ended = new AtomicLong();

    CountedTasks(String name, Core core) {
        super(name);
        this.core = core;
        this.tasks = new Ledger(core.clock(), core.bell());
        this.tasks.watch(true); // an end then looks at an empty list, unless a drain waits
    }

    @Override
    public void exists() {
        core.resources().add(this, this);
    }

    @Override
    void begin(Object key, Thread thread) {
        tasks.begin(item, key);
        if (thread != null) {
            tasks.runsOn(key, thread);
        }
    }

    @Override
    public void end(Object key) {
        ended.incrementAndGet();
        tasks.end(key);
    }

    @Override
    public TaskSample sample(CountedTasks self) {
        long progress = ended.get();
        List<RunningTask> running = new ArrayList<RunningTask>();
        for (Work work : tasks.inFlight()) {
            running.add(new RunningTask(work.runner(), work.began()));
        }
        return new TaskSample(progress, 0, running, progress == ended.get());
    }

    @Override
    public String describe(CountedTasks self) {
        return "counted tasks of " + name();
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public String noun() {
        return "task";
    }

    @Override
    public int inFlight() {
        return tasks.inFlight().size();
    }

    @Override
    public boolean isKnown() {
        return core.resources().isControlled(this);
    }

    @Override
    public void forget() {
        core.resources().remove(this);
        tasks.forget(item);
        core.bell().ring();
    }
}
