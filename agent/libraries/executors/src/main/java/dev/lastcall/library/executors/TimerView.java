package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TimerTask;

/**
 * The private side of a java.util.Timer, known by its thread: a Timer that the application has dropped still runs what was
 * scheduled. The fields are the same on 8, 11, 17, 21 and 25.
 */
final class TimerView {

    private static final Class<?> THREAD = Fields.type("java.util.TimerThread");
    private static final Class<?> TASK_QUEUE = Fields.type("java.util.TaskQueue");
    private static final Field QUEUE = Fields.of(THREAD, "queue");
    private static final Field HEAP = Fields.of(TASK_QUEUE, "queue");
    private static final Field SIZE = Fields.of(TASK_QUEUE, "size");
    private static final Field STATE = Fields.of(TimerTask.class, "state");
    private static final Field TIME = Fields.of(TimerTask.class, "nextExecutionTime");
    private static final Field PERIOD = Fields.of(TimerTask.class, "period");
    private static final int SCHEDULED = 1; // virgin 0, executed 2, cancelled 3

    private final Object queue;

    TimerView(Thread timerThread) {
        this.queue = Fields.get(QUEUE, timerThread);
    }

    static boolean isTimer(Thread thread) {
        return THREAD.isInstance(thread);
    }

    /** What guards the queue: its thread and whoever schedules hold it only for a moment. */
    Object lock() {
        return queue;
    }

    /** What waits for its time and was not cancelled. */
    List<Entry> scheduled() {
        synchronized (queue) {
            Object[] heap = (Object[]) Fields.get(HEAP, queue);
            if (heap == null) {
                return Collections.emptyList();
            }
            List<Entry> entries = new ArrayList<Entry>();
            int size = (int) Fields.number(SIZE, queue);
            for (int i = 1; i <= size; i++) {
                Object task = heap[i];
                if (Fields.number(STATE, task) == SCHEDULED) {
                    entries.add(
                            new Entry((TimerTask) task, Fields.number(TIME, task), Fields.number(PERIOD, task) != 0));
                }
            }
            return entries;
        }
    }

    static final class Entry {
        final TimerTask task;
        final boolean periodic;
        private final long time;

        Entry(TimerTask task, long time, boolean periodic) {
            this.task = task;
            this.time = time;
            this.periodic = periodic;
        }

        boolean isDue() {
            return time <= System.currentTimeMillis(); // the timer's own clock
        }

        long fingerprint() {
            return ((long) System.identityHashCode(task) << 32) ^ time * 0x9E3779B97F4A7C15L;
        }
    }
}
