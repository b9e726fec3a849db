package dev.lastcall.core.resource;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

/** Control over loops that wait for input and run the tasks that they are given on the same thread. */
public abstract class LoopControl<T extends Executor> implements ThreadControl<T> {

    @Override
    public String describe(T loop) {
        return loop.toString();
    }

    @Override
    public void park(T loop, final Runnable parked) {
        try {
            loop.execute(new Runnable() {
                @Override
                public void run() {
                    parked.run();
                    while (true) {
                        LockSupport.park(this);
                        Thread.interrupted(); // or park would no longer wait
                    }
                }
            });
        } catch (RejectedExecutionException hasEnded) {
            parked.run();
        }
    }
}
