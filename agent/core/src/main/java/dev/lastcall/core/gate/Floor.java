package dev.lastcall.core.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Who may speak for one request: its handler, or the agent that answers for it. Exists only during a drain.
 *
 * <p>Servers decide in one place who commits a response, but send the head a little later: a second thread that comes
 * between the two writes into a response without a head. So the agent takes the floor only while no thread is inside, and
 * a thread that arrives while the agent has it waits, for microseconds, until the answer is sent. The agent never waits
 * for the handler, hence no deadlock.
 */
final class Floor {

    private final List<Thread> inside = new ArrayList<Thread>(1);
    private Thread agent;
    private boolean answered;
    private boolean closed;

    synchronized boolean enter() {
        if (agent == Thread.currentThread()) {
            return true;
        }
        awaitDecision();
        if (answered) {
            return false;
        }
        inside.add(Thread.currentThread());
        return true;
    }

    /** Nothing happens if this thread has entered before the drain, or not at all. */
    synchronized void leave() {
        inside.remove(Thread.currentThread());
    }

    synchronized boolean claim() {
        if (closed || answered || agent != null || !inside.isEmpty()) {
            return false;
        }
        agent = Thread.currentThread();
        return true;
    }

    synchronized void decide(boolean hasAnswered) {
        agent = null;
        answered = hasAnswered;
        notifyAll();
    }

    /** Whoever still holds this floor can no longer claim it. */
    synchronized void close() {
        awaitDecision();
        closed = true;
    }

    /** No wake-up is lost: {@code agent} is read and written, and waited for, under this one lock. */
    private void awaitDecision() {
        boolean interrupted = false;
        while (agent != null && agent != Thread.currentThread()) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
