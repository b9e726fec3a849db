package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Two threads that do something at the same moment, round after round, counted from 1.
 *
 * @param other what the other thread does
 */
record Duel(int rounds, Runnable other) {
    /**
     * @param before what this thread does before the other one starts
     * @param meanwhile what it does at the same time
     * @param after what it does when both are done
     */
    void run(IntConsumer before, Runnable meanwhile, IntConsumer after) throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Thread opponent = new Thread(() -> {
            for (int round = 1; round <= rounds; round++) {
                await(begun, round);
                other.run();
                done.incrementAndGet();
            }
        });
        opponent.start();
        for (int round = 1; round <= rounds; round++) {
            before.accept(round);
            begun.incrementAndGet();
            meanwhile.run();
            await(done, round);
            after.accept(round);
        }
        opponent.join();
    }

    /** Spins, because a race wants to start at once. */
    private static void await(AtomicInteger count, int least) {
        while (count.get() < least) {
            Thread.onSpinWait();
        }
    }
}
