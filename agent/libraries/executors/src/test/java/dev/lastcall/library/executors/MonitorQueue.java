package dev.lastcall.library.executors;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue as an application may have written it in 2003. */
final class MonitorQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized boolean offer(Runnable task) {
        tasks.add(task);
        notifyAll();
        return true;
    }

    @Override
    public synchronized Runnable take() throws InterruptedException {
        while (tasks.isEmpty()) {
            wait();
        }
        return tasks.poll();
    }

    @Override
    public synchronized Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        if (tasks.isEmpty()) {
            unit.timedWait(this, timeout);
        }
        return tasks.poll();
    }

    @Override
    public synchronized Runnable poll() {
        return tasks.poll();
    }

    @Override
    public synchronized Runnable peek() {
        return tasks.peek();
    }

    @Override
    public synchronized int size() {
        return tasks.size();
    }

    @Override
    public void put(Runnable task) {
        offer(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public synchronized int drainTo(Collection<? super Runnable> target, int most) {
        int count = 0;
        for (; count < most && !tasks.isEmpty(); count++) {
            target.add(tasks.poll());
        }
        return count;
    }

    @Override
    public synchronized Iterator<Runnable> iterator() {
        return List.copyOf(tasks).iterator();
    }
}
