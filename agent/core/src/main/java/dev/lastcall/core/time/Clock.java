package dev.lastcall.core.time;

/** Monotonic time in nanoseconds, so that tests can hold it and a step of the wall clock changes nothing. */
public interface Clock {

    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    long nanos();
}
