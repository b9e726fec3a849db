package dev.lastcall.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Impolite clients, many at once, each a new one as soon as the one before it is done, until they are told to leave. */
final class Mob {

    private final int port;
    private final long seed;
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicInteger clients = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Mob(int port, long seed) {
        this.port = port;
        this.seed = seed;
    }

    void come(int size) {
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(this::riot, "mob-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** The n-th client does the same in every run of a seed. */
    private void riot() {
        try {
            while (leave.getCount() > 0) {
                Mischief.of(new Random(seed + clients.getAndIncrement())).commit(port, leave);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when all of their connections are closed or reset. */
    void leave() throws InterruptedException {
        leave.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** How many clients there were. */
    int size() {
        return clients.get();
    }
}
