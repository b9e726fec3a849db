package dev.lastcall.core.drain;

import dev.lastcall.core.config.NamePattern;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Tells whether all executors are idle together, which no look at one after the other can: the task may hop behind the
 * looker's back. So they are sampled twice, and must be idle both times with no progress in between.
 *
 * <p>Proof. Let T be a moment after the last sample of the first round and before the first of the second, and suppose that
 * a task exists at T in executor E. If it still exists when E's second sample is over, it existed throughout that sample,
 * which then cannot be idle. So it has ended before. If it had ended by running, E's progress at the end of the second
 * sample would differ from that at the beginning of the first, which was before T; a settled sample's progress is the same
 * at its end as at its beginning, and the two samples' are equal. So somebody has taken it out without running it, between
 * T and that end: a thread that is no executor's, or a task. That one cannot have existed at T either, by the same
 * reasoning; so it was submitted after T, again by such a thread or task, and the first of this chain by a thread that is
 * no executor's. Hence at T no task existed but for those that a foreign thread took back. An executor that was made
 * before T is among those sampled, since {@link Resources#additions} has not moved.
 *
 * <p>Not thread-safe: one waiter, one object.
 */
public final class Quiescence {

    /** How long to look again at once at threads that are between two tasks, for no bell rings when they have settled. */
    private static final long SETTLING_NANOS = 100_000_000L;

    private static final long BETWEEN_TRIES_NANOS = 50_000L;
    private static final int YIELDS = 20;
    private static final long LONGEST_REST_NANOS = 5_000_000L;

    private final Resources resources;
    private final Set<Thread> exempt;
    private final Predicate<RunningTask> endless;
    private final List<String> excluded;

    /** The executors that were found to be excluded, by one of their threads; what is queued in them does not count. */
    private final Set<Object> passedBy = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());

    private long lookEnded = System.nanoTime();
    private long lookTook;

    /**
     * @param exempt threads whose tasks nobody waits for
     * @param endless tasks that nobody waits for
     */
    public Quiescence(Resources resources, Set<Thread> exempt, Predicate<RunningTask> endless) {
        this(resources, exempt, endless, Collections.<String>emptyList());
    }

    /** @param excluded patterns of thread names: an executor with such a thread is not waited for at all */
    public Quiescence(Resources resources, Set<Thread> exempt, Predicate<RunningTask> endless, List<String> excluded) {
        this.resources = resources;
        this.exempt = exempt;
        this.endless = endless;
        this.excluded = excluded;
    }

    /**
     * What is left to do; empty if all executors were idle together at some moment during this call.
     *
     * <p>May be called while waiting for the bell, although it parks and so may use up a ring: after each of its parks it
     * samples everything again, and so sees the change that the ring was for.
     */
    public List<Outstanding> look() {
        rest();
        long began = System.nanoTime();
        Round round = collect();
        for (int tries = 0; !round.settled && System.nanoTime() - began < SETTLING_NANOS; tries++) {
            if (tries < YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
            round = collect();
        }
        lookEnded = System.nanoTime();
        lookTook = lookEnded - began;
        return round.outstanding;
    }

    /** Leaves at least as much time between two looks as one takes: short tasks may ring a hundred thousand times a second. */
    private void rest() {
        long left = Math.min(lookTook, LONGEST_REST_NANOS) - (System.nanoTime() - lookEnded);
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private Round collect() {
        long additions = resources.additions();
        List<Controlled<TaskControl<Object>>> executors = resources.executors();
        Round first = new Round(executors);
        if (!first.outstanding.isEmpty()) {
            return first;
        }
        Round second = new Round(executors);
        if (second.outstanding.isEmpty()) {
            second.markProgressSince(first);
            if (resources.additions() != additions) { // the newest may have had a task already
                second.mark(resources.executors());
            }
        }
        return second;
    }

    /** One sample of each. */
    private final class Round {
        final List<Outstanding> outstanding = new ArrayList<Outstanding>();
        /** Whether something is outstanding whose end will ring. */
        boolean settled;

        private final List<Controlled<TaskControl<Object>>> executors;
        private final List<Long> progress = new ArrayList<Long>();

        Round(List<Controlled<TaskControl<Object>>> executors) {
            this.executors = executors;
            boolean allSettled = true;
            boolean anyTask = false;
            for (Controlled<TaskControl<Object>> executor : executors) {
                TaskSample sample = executor.control().sample(executor.resource());
                List<RunningTask> running = waitedFor(sample.running());
                if (!executor.control().isOneExecutor()) {
                    running = notExcluded(running);
                } else if (isExcluded(executor.resource(), sample)) {
                    progress.add(0L);
                    continue;
                }
                progress.add(sample.progress());
                allSettled &= sample.isSettled();
                anyTask |= sample.queued() > 0 || !running.isEmpty();
                if (sample.queued() > 0 || !running.isEmpty() || !sample.isSettled()) {
                    outstanding.add(new Outstanding(executor, sample.queued(), running));
                }
            }
            settled = allSettled || anyTask;
        }

        void markProgressSince(Round earlier) {
            for (int i = 0; i < executors.size(); i++) {
                if (!progress.get(i).equals(earlier.progress.get(i))) {
                    mark(executors.subList(i, i + 1));
                }
            }
        }

        /** The last of these may have had a task between the rounds. */
        void mark(List<Controlled<TaskControl<Object>>> suspects) {
            if (!suspects.isEmpty()) {
                Controlled<TaskControl<Object>> last = suspects.get(suspects.size() - 1);
                outstanding.add(new Outstanding(last, 0, new ArrayList<RunningTask>()));
                settled = false;
            }
        }
    }

    private boolean isExcluded(Object executor, TaskSample sample) {
        if (excluded.isEmpty()) {
            return false;
        }
        if (notExcluded(sample.running()).size() < sample.running().size()) {
            passedBy.add(executor);
        }
        return passedBy.contains(executor);
    }

    private List<RunningTask> notExcluded(List<RunningTask> tasks) {
        if (excluded.isEmpty()) {
            return tasks;
        }
        List<RunningTask> left = new ArrayList<RunningTask>();
        for (RunningTask task : tasks) {
            if (task.thread() == null
                    || !NamePattern.anyMatches(excluded, task.thread().getName())) {
                left.add(task);
            }
        }
        return left;
    }

    private List<RunningTask> waitedFor(List<RunningTask> tasks) {
        List<RunningTask> waitedFor = new ArrayList<RunningTask>();
        for (RunningTask task : tasks) {
            if ((task.thread() == null || !exempt.contains(task.thread())) && !endless.test(task)) {
                waitedFor.add(task);
            }
        }
        return waitedFor;
    }
}
