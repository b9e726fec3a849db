package dev.lastcall.core;

/**
 * A daemon thread of the agent's own, which is not meant by an application that interrupts all threads when it stops: a
 * wait for work in flight would end early and lose that work, and a loop around a park would spin.
 */
public final class AgentThread extends Thread {

    public AgentThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** Does nothing, unless the thread says it of itself: code that it calls may restore the interrupt that it has caught. */
    @Override
    public void interrupt() {
        if (Thread.currentThread() == this) {
            super.interrupt();
        }
    }

    /** Interrupts the thread, as only the agent does. */
    public void reallyInterrupt() {
        super.interrupt();
    }
}
