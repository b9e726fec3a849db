package dev.lastcall.library.executors;

import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject;
import java.util.concurrent.locks.LockSupport;

/**
 * ThreadPoolExecutor and its subclasses. Nothing is counted while the application runs; the pool's own count of completed
 * tasks and its workers are looked at when a drain asks.
 *
 * <p>Why a sample with a task in the pool throughout is never idle. At the moment the queue was read the task was in it
 * (then it is seen) or had been taken by a worker, which is in {@code workers} from before it can take anything. The
 * workers are read after the queue, so the task is in the hand of one of them: either not yet locked, on its way from
 * the queue, or locked until the task ends. What shows a worker to be idle is read <em>before</em> its lock: had it the
 * task by then and were it on its way, it could not be waiting for an element; had it been running the task, which may
 * well wait for a condition or at a queue, the lock read afterwards is still held.
 */
final class ThreadPools implements TaskControl<ThreadPoolExecutor> {

    private static final String POOL = ThreadPoolExecutor.class.getName();

    private final Seen seen;

    ThreadPools(Seen seen) {
        this.seen = seen;
    }

    @Override
    public String describe(ThreadPoolExecutor pool) {
        List<PoolView.Worker> workers = new PoolView(pool).workers();
        return ThreadNames.describe(
                seen.ownerOf(pool), workers.isEmpty() ? null : workers.get(0).thread());
    }

    @Override
    public TaskSample sample(ThreadPoolExecutor pool) {
        PoolView view = new PoolView(pool);
        long progress = view.completed();
        if (pool.isTerminated()) { // whatever is in its queue will not run
            return new TaskSample(progress, 0, Collections.<RunningTask>emptyList());
        }
        BlockingQueue<Runnable> queue = view.queue();
        int queued = DueTasks.in(queue);
        List<PoolView.Worker> workers = view.workers();
        Set<Thread> served = Handoffs.areMadeBy(queue) ? Handoffs.waitingAt(queue) : null;
        List<RunningTask> running = new ArrayList<RunningTask>();
        boolean settled = true;
        for (PoolView.Worker worker : workers) {
            Thread thread = worker.thread();
            boolean waits = served == null ? waitsForElement(thread, queue) : served.contains(thread);
            long state = worker.lockState();
            if (state > 0) {
                running.add(new RunningTask(thread, worker.completed()));
            } else if (thread == null || thread.getState() == Thread.State.TERMINATED) {
                continue; // its factory's thread ended without ever running it
            } else if (state < 0 && worker.hasFirstTask()) {
                queued++;
            } else if (!waits) {
                settled = false;
            }
        }
        return new TaskSample(progress, queued, running, settled && progress >= 0 && progress == view.completed());
    }

    /**
     * Whether the thread waits at a queue from which threads take elements themselves. The queues of the JDK wait on a
     * condition, and reset the blocker before they touch an element; LinkedBlockingQueue may then wait for a lock with
     * the element in hand, which is why any other blocker proves nothing. Of foreign queues we know only that the worker
     * waits inside getTask, which the stack shows at one single moment.
     */
    private static boolean waitsForElement(Thread thread, BlockingQueue<?> queue) {
        if (thread == null) {
            return false;
        }
        if (LockSupport.getBlocker(thread) instanceof ConditionObject) {
            return true;
        }
        return !isOfJdk(queue.getClass()) && new Stack(thread).waitsBelow(POOL, "getTask");
    }

    private static boolean isOfJdk(Class<?> queue) {
        for (Class<?> type = queue; type != Object.class && type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith("java.util.concurrent.") && BlockingQueue.class.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}
