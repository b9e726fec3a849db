package dev.lastcall.library.executors;

import dev.lastcall.core.log.Foreign;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * java.util.Timer, by its thread.
 *
 * <p>Why a sample with a due task throughout is never idle: when the queue was read the task was in it, or in the hand of
 * the timer's thread until it ends. The thread is read after the queue; where it waits directly in its main loop it has
 * nothing in hand. Progress: a task that ran was scheduled before the earlier sample, then the queue looks different now
 * (it is gone, or has another time), or after it, then {@code scheduled} has moved: both under the lock of the queue.
 */
final class Timers implements TaskControl<Thread> {

    private static final String THREAD = "java.util.TimerThread";
    private static final String QUEUE = "java.util.TaskQueue";

    private final Seen seen;

    /** Tasks ever scheduled on any timer since the weave; counted by a woven method that holds its queue's lock. */
    private final AtomicLong scheduled = new AtomicLong();

    Timers(Seen seen) {
        this.seen = seen;
    }

    void scheduled() {
        scheduled.incrementAndGet();
    }

    @Override
    public String describe(Thread timer) {
        return "timer of " + seen.ownerOf(timer).className() + " (" + Foreign.threadName(timer) + ")";
    }

    @Override
    public TaskSample sample(Thread timer) {
        TimerView view = new TimerView(timer);
        long progress = progress(view);
        int queued = 0;
        for (TimerView.Entry entry : view.scheduled()) {
            queued += entry.isDue() ? 1 : 0;
        }
        List<RunningTask> running = Collections.emptyList();
        boolean settled = true;
        Stack stack = new Stack(timer);
        if (!stack.waitsDirectlyIn(THREAD, "mainLoop") && timer.isAlive()) {
            String called = stack.calledBy(THREAD, "mainLoop");
            if (called.isEmpty() || called.equals(QUEUE) || called.equals("java.lang.Object")) {
                settled = false;
            } else {
                running = Collections.singletonList(new RunningTask(timer, RunningTask.UNKNOWN));
            }
        }
        return new TaskSample(progress, queued, running, settled && progress == progress(view));
    }

    private long progress(TimerView view) {
        synchronized (view.lock()) {
            long sum = scheduled.get() * 0xBF58476D1CE4E5B9L;
            for (TimerView.Entry entry : view.scheduled()) {
                sum += entry.fingerprint();
            }
            return sum;
        }
    }
}
