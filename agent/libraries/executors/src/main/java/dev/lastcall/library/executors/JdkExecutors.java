package dev.lastcall.library.executors;

import dev.lastcall.core.Core;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * ThreadPoolExecutor with its subclasses, ForkJoinPool, java.util.Timer, and executors with a thread for each task. They are
 * found when they are made, or adopted if they are older than the weave; at a drain they are inspected. Beyond {@code stir}
 * no point lies on the way of a task, but where JDK 21 and 25 leave no trace of one to inspect.
 */
public final class JdkExecutors implements Line {

    private final Registry registry;
    private final Adoption adoption;

    public JdkExecutors(Core core) {
        Ownership ownership = new Ownership(core.owners());
        this.registry = new Registry(core.resources(), core.bell(), ownership);
        this.adoption = new Adoption(registry, ownership);
    }

    @Override
    public void adopt() {
        registry.release();
        adoption.run();
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "executorBegun":
                return new ExecutorBegun();
            case "taskThreadsMade":
                return new TaskThreadsMade();
            case "futureDone":
                return new FutureDone();
            case "delayedTaskMade":
                return new DelayedTaskMade();
            case "timerMade":
                return new TimerMade();
            case "threadAdded":
                return new ThreadAdded();
            case "timerTaskAdded":
                return new TimerTaskAdded();
            case "periodicTaskEnds":
                return new PeriodicTaskEnds();
            default:
                throw new IllegalArgumentException(call);
        }
    }

    private final class ExecutorBegun extends Point {
        @Override
        public Object reached(Object executor, Object none) {
            registry.begun(executor);
            return null;
        }
    }

    private final class TaskThreadsMade extends Point {
        @Override
        public Object reached(Object none, Object nothing) {
            registry.meetTaskThreads();
            return null;
        }
    }

    private final class FutureDone extends Point {
        @Override
        public Object reached(Object thread, Object none) {
            registry.taskThreads().done((Thread) thread);
            return null;
        }
    }

    private final class DelayedTaskMade extends Point {
        @Override
        public Object reached(Object task, Object none) {
            registry.forkJoinSchedules().made(task);
            return null;
        }
    }

    private final class TimerMade extends Point {
        @Override
        public Object reached(Object thread, Object none) {
            registry.made(thread);
            return null;
        }
    }

    /** The moment to meet an executor. */
    private final class ThreadAdded extends Point {
        @Override
        public Object reached(Object executor, Object none) {
            adoption.atNewThread(executor);
            return null;
        }
    }

    private final class TimerTaskAdded extends Point {
        @Override
        public Object reached(Object none, Object nothing) {
            registry.timers().scheduled();
            return null;
        }
    }

    private final class PeriodicTaskEnds extends Point {
        @Override
        public Object reached(Object pool, Object task) {
            if (registry.schedules().mayRunAgain((ScheduledThreadPoolExecutor) pool)) {
                return null;
            }
            cancel((Future<?>) task);
            return LastCall.SKIP;
        }

        /** A pool may have decorated its tasks with a class of the application's. */
        private void cancel(Future<?> task) {
            try {
                task.cancel(false);
            } catch (RuntimeException ofTheApplication) {
                return; // it is not run again all the same
            }
        }
    }
}
