package dev.lastcall.core.action;

import dev.lastcall.core.config.NamePattern;
import dev.lastcall.core.log.Foreign;
import java.util.ArrayList;
import java.util.List;

/** Interrupts the threads of these names, and waits until they have ended. */
public final class InterruptThreads implements Step {

    private final List<String> patterns;

    public InterruptThreads(List<String> patterns) {
        this.patterns = patterns;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        List<Thread> threads = find();
        for (Thread thread : threads) {
            thread.interrupt();
        }
        List<Thread> left = new ArrayList<Thread>();
        for (Thread thread : threads) {
            thread.join(Math.max(1, surroundings.deadline().left().toMillis()));
            if (thread.isAlive()) {
                left.add(thread);
            }
        }
        if (!left.isEmpty()) {
            throw new Failed("interrupted, but not ended: " + names(left));
        }
        return threads.isEmpty() ? "no such thread" : names(threads) + " ended";
    }

    /** The live threads of these names; virtual threads are not among them, the JVM does not list them. */
    public List<Thread> find() {
        List<Thread> found = new ArrayList<Thread>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (NamePattern.anyMatches(patterns, thread.getName()) && thread != Thread.currentThread()) {
                found.add(thread);
            }
        }
        return found;
    }

    private static String names(List<Thread> threads) {
        StringBuilder names = new StringBuilder();
        for (Thread thread : threads) {
            names.append(names.length() == 0 ? "" : ", ").append(Foreign.threadName(thread));
        }
        return names.toString();
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return !find().isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder names = new StringBuilder();
        for (String pattern : patterns) {
            names.append(names.length() == 0 ? "" : ", ").append(pattern);
        }
        return "interrupt the threads " + names + " and wait for their end";
    }
}
