package dev.lastcall.core.resource;

import java.util.List;

/** Control over what starts tasks later: a scheduled executor, a timer. */
public interface ScheduleControl<T> extends Control<T> {

    /**
     * Drops the periodic and delayed tasks that are not running, and sees to it that a running periodic task is not run
     * again. May be called repeatedly: a drain sweeps again what is scheduled meanwhile.
     *
     * @return the names of the delayed (one-time) tasks that will now not run
     */
    List<String> dropSchedules(T schedule);
}
