package dev.lastcall.library.executors;

import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * ForkJoinPool, the common pool among them. The pool's own {@code isQuiescent} does not do: up to 21 it leaves out workers
 * that are blocked inside a task (in a join, or CompletableFuture.get), and on 8 it does not look at the queues.
 *
 * <p>Why a sample with a task in the pool throughout is never idle. When the queues were read the task was in one of them,
 * where it stays until a worker takes it, or in a worker's hand, where it stays until it ends. The workers are read after
 * the queues, by their stacks: one that is parked directly in the pool's own loop ({@code awaitWork}, on 11 {@code
 * runWorker}) has nothing in hand, for it parks there only after a fruitless scan (sources of 8, 11, 17, 21 and 25).
 * Progress: between two idle moments a worker that ran anything has stolen at least the task it began with, and its count
 * of steals is written before it parks again.
 *
 * <p>A task that a thread outside of the pool runs while it waits for a result (the common pool lends itself to that) is
 * that thread's work.
 */
final class ForkJoinPools implements TaskControl<ForkJoinPool> {

    private static final String POOL = ForkJoinPool.class.getName();
    private static final String TASK = "java.util.concurrent.ForkJoinTask";

    private final Seen seen;

    ForkJoinPools(Seen seen) {
        this.seen = seen;
    }

    @Override
    public String describe(ForkJoinPool pool) {
        if (pool == ForkJoinPool.commonPool()) {
            return "common fork-join pool";
        }
        List<ForkJoinView.Worker> workers = new ForkJoinView(pool).workers();
        Thread one = workers.isEmpty() ? null : workers.get(0).thread;
        return "fork-join " + ThreadNames.describe(seen.ownerOf(pool), one);
    }

    @Override
    public boolean isEverybodys(ForkJoinPool pool) {
        return pool == ForkJoinPool.commonPool();
    }

    @Override
    public TaskSample sample(ForkJoinPool pool) {
        ForkJoinView view = new ForkJoinView(pool);
        long progress = view.progress();
        boolean settled = !view.isFed();
        int queued = view.queued();
        List<RunningTask> running = new ArrayList<RunningTask>();
        for (ForkJoinView.Worker worker : view.workers()) {
            Stack stack = new Stack(worker.thread);
            if (stack.has(TASK, "doExec")) {
                running.add(new RunningTask(worker.thread, worker.steals));
            } else if (!stack.waitsDirectlyIn(POOL, "awaitWork", "runWorker")) {
                settled &= worker.thread.getState() == Thread.State.TERMINATED;
            }
        }
        return new TaskSample(progress, queued, running, settled && progress == view.progress());
    }
}
