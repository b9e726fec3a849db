package dev.lastcall.library.executors;

import dev.lastcall.core.resource.ScheduleControl;
import java.util.ArrayList;
import java.util.List;

/** Cancels what a timer would start later, as its own {@code cancel} would; the timer itself stays. */
final class TimerSchedules implements ScheduleControl<Thread> {

    private final Timers timers;

    TimerSchedules(Timers timers) {
        this.timers = timers;
    }

    @Override
    public String describe(Thread timer) {
        return timers.describe(timer);
    }

    @Override
    public List<String> dropSchedules(Thread timer) {
        List<String> dropped = new ArrayList<String>();
        // Outside the lock of the queue: cancel() may be the application's own.
        for (TimerView.Entry entry : new TimerView(timer).scheduled()) {
            if (entry.periodic) {
                entry.task.cancel(); // one that runs now ends, and is not run again
            } else if (!entry.isDue() && entry.task.cancel()) {
                dropped.add(TaskNames.of(entry.task));
            }
        }
        return dropped;
    }
}
