package dev.lastcall.library.executors;

import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** How many tasks in a queue could run now. */
final class DueTasks {

    private DueTasks() {}

    static int in(Queue<?> queue) {
        Object first = queue.peek();
        if (first instanceof Delayed && !isDue(first)) {
            return 0; // such queues are ordered by time: none behind the first is due before it
        }
        if (!(first instanceof Delayed)) {
            return queue.size();
        }
        int due = 0;
        for (Object task : queue.toArray()) {
            due += isDue(task) ? 1 : 0;
        }
        return due;
    }

    static boolean isDue(Object task) {
        return !(task instanceof Delayed) || ((Delayed) task).getDelay(TimeUnit.NANOSECONDS) <= 0;
    }
}
