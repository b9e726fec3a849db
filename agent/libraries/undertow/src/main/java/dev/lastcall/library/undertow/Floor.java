package dev.lastcall.library.undertow;

import java.util.ArrayList;
import java.util.List;

/**
 * Who may speak on an exchange: its handler, or the agent that answers for it. Exists only during a drain.
 *
 * <p>Undertow gives the channel of a response to whoever asks first, but without any guard against two who ask at once, for
 * only one thread at a time handles an exchange. So the agent takes the floor only while no thread is on its way to the
 * channel; a thread that comes while the agent has it waits, for microseconds, until the answer is sent. The agent never
 * waits for the handler, hence no deadlock.
 */
final class Floor {

    private final List<Thread> inside = new ArrayList<Thread>(1);
    private boolean claimed;
    private boolean answered;
    private boolean closed;

    /** @return false if the agent has answered, and what the handler wants to send must not be sent */
    synchronized boolean enter() {
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

    /** @return whether the agent may answer now; it must then {@link #decide} */
    synchronized boolean claim() {
        if (closed || answered || claimed || !inside.isEmpty()) {
            return false;
        }
        claimed = true;
        return true;
    }

    synchronized void decide(boolean hasAnswered) {
        claimed = false;
        answered = hasAnswered;
        notifyAll();
    }

    synchronized boolean hasAnswered() {
        awaitDecision();
        return answered;
    }

    /** The exchange is over: whoever still holds this floor can no longer claim it. */
    synchronized void close() {
        awaitDecision();
        closed = true;
    }

    /** No wake-up is lost: {@code claimed} is read and written, and waited for, under this one lock. */
    private void awaitDecision() {
        boolean interrupted = false;
        while (claimed) {
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
