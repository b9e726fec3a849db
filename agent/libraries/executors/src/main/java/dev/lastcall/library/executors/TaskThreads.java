package dev.lastcall.library.executors;

import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import dev.lastcall.core.time.Bell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * All executors that start a thread for each task, virtual or not ({@code Executors.newVirtualThreadPerTaskExecutor}, JDK 21
 * and later), as one: an application may make one for each request, so none of them is registered when it is made. The
 * JDK keeps a list of them, which is read at a drain.
 *
 * <p>Why a sample with a task throughout is never idle: its executor is in that list, and its thread is in the executor's
 * set from before it starts until the task has ended, parked or not. JDK 21 takes a thread out early when its future is
 * cancelled; before it does so the thread is put among {@code cancelled}, which is read later than the sets. Progress: the
 * woven {@code taskComplete} rings while a drain listens, and does so first when the thread is still in the set (so a task
 * that is no longer seen has rung) and again when it is not (so who waits looks at what has become of it).
 *
 * <p>A cancelled task of JDK 21 ends without a ring: its end is seen at the drain's next look, a second later at worst.
 */
final class TaskThreads implements TaskControl<Class<?>> {

    /** With so many of the application's known, it does not matter whose the others are: stacks cost time. */
    private static final int ENOUGH = 50;

    private static final String FUTURE = "java.util.concurrent.FutureTask";

    private final Bell bell;
    private final Ownership ownership;
    private final Map<Thread, Boolean> cancelled = Collections.synchronizedMap(new WeakHashMap<Thread, Boolean>());

    TaskThreads(Bell bell, Ownership ownership) {
        this.bell = bell;
        this.ownership = ownership;
    }

    /** The future of this thread's task is done; on its own thread because it has ended, else because it was cancelled. */
    void done(Thread thread) {
        if (thread != Thread.currentThread()) {
            cancelled.put(thread, Boolean.TRUE);
        }
    }

    @Override
    public String describe(Class<?> type) {
        return "executors with a thread for each task";
    }

    @Override
    public boolean isOneExecutor() {
        return false;
    }

    @Override
    public TaskSample sample(Class<?> type) {
        long progress = bell.rings();
        Look look = new Look(bell.isAwaited());
        for (Thread thread : TaskThreadSets.all()) {
            look.at(thread);
        }
        List<Thread> early;
        synchronized (cancelled) {
            early = new ArrayList<Thread>(cancelled.keySet());
        }
        for (Thread thread : early) {
            look.atCancelled(thread);
        }
        return new TaskSample(progress, look.queued, look.running, look.settled && progress == bell.rings());
    }

    private final class Look {
        final List<RunningTask> running = new ArrayList<RunningTask>();
        int queued;
        boolean settled = true;

        /** Asked for by a drain, and not by the watch for endless tasks, to which it does not matter whose they are. */
        private final boolean judges;

        Look(boolean judges) {
            this.judges = judges;
        }

        void at(Thread thread) {
            Thread.State state = thread.getState();
            if (state == Thread.State.NEW) {
                queued++;
            } else if (state != Thread.State.TERMINATED) { // else its factory's thread has never run the task
                Stack stack = judges && running.size() < ENOUGH ? new Stack(thread) : null;
                if (stack == null || !ownership.isOfLibrary(stack)) {
                    running.add(new RunningTask(thread, 0)); // the only one the thread will ever have
                } else {
                    settled &= stack.waits(); // else it may be on its way into the application's code
                }
            }
        }

        /** One that had not begun when it was cancelled will not begin: its run looks for that first. */
        void atCancelled(Thread thread) {
            Stack stack = new Stack(thread);
            if (stack.has(FUTURE, "run")) {
                at(thread);
            } else if (stack.isEmpty() && thread.isAlive()) {
                settled = false;
            } else {
                cancelled.remove(thread);
            }
        }
    }
}
