package dev.lastcall.library.executors;

import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import dev.lastcall.core.time.Bell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * The threads of CompletableFuture. Where there are at most two processors, and so in most containers, its asynchronous
 * methods do not use the common pool but start a thread for each task (up to 24).
 *
 * <p>Why a sample with a task throughout is never idle: its thread is alive and has the task's {@code run} on its stack, or
 * is just being born. Progress: the woven end of that method rings while a drain listens, and does so with the frame still
 * on the stack; so once a task is no longer seen its ring has been counted.
 */
final class FutureThreads implements TaskControl<Executor> {

    private static final String TASKS = "java.util.concurrent.CompletableFuture$";

    private final Bell bell;

    FutureThreads(Bell bell) {
        this.bell = bell;
    }

    /** What starts the threads, or null where the common pool does the work. */
    static Executor executor() {
        if (ForkJoinPool.getCommonPoolParallelism() > 1) {
            return null;
        }
        Object executor = Fields.get(Fields.of(CompletableFuture.class, "asyncPool", "ASYNC_POOL"), null);
        return executor instanceof ForkJoinPool ? null : (Executor) executor;
    }

    @Override
    public String describe(Executor executor) {
        return "threads of CompletableFuture";
    }

    @Override
    public boolean isOneExecutor() {
        return false;
    }

    @Override
    public boolean isEverybodys(Executor executor) {
        return true;
    }

    @Override
    public TaskSample sample(Executor executor) {
        long progress = bell.rings();
        boolean settled = true;
        List<RunningTask> running = new ArrayList<RunningTask>();
        for (Thread thread : LiveThreads.all()) {
            if (LiveThreads.targetOf(thread) instanceof CompletableFuture.AsynchronousCompletionTask) {
                if (new Stack(thread).hasClassOf(TASKS)) {
                    running.add(new RunningTask(thread, 0)); // the only one the thread will ever have
                } else {
                    settled &= !thread.isAlive();
                }
            }
        }
        return new TaskSample(progress, 0, running, settled && progress == bell.rings());
    }
}
