package com.acme.bench;

import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs as many trivial tasks as each line on stdin says, on the executor of the first argument, and prints how many
 * nanoseconds that took.
 */
public final class Tasks {
    private static final int BATCH = 10_000; // so that the queue, and with it the heap, stays small
    private static final int THREADS = 2;

    public static void main(String[] args) throws Exception {
        ExecutorService executor = executor(args[0]);
        System.out.println("listening on 0");
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextInt()) {
            int tasks = lines.nextInt();
            long began = System.nanoTime();
            run(executor, tasks);
            System.out.println("took " + (System.nanoTime() - began));
        }
        System.exit(0);
    }

    private static void run(Executor executor, int tasks) throws InterruptedException {
        for (int done = 0; done < tasks; done += BATCH) {
            CountDownLatch over = new CountDownLatch(BATCH);
            Runnable task = over::countDown;
            for (int i = 0; i < BATCH; i++) {
                executor.execute(task);
            }
            over.await();
        }
    }

    private static ExecutorService executor(String kind) throws ReflectiveOperationException {
        switch (kind) {
            case "ThreadPoolExecutor":
                return Executors.newFixedThreadPool(THREADS);
            case "ScheduledThreadPoolExecutor":
                return Executors.newScheduledThreadPool(THREADS);
            case "ForkJoinPool":
                return new ForkJoinPool(THREADS);
            case "virtual threads": // since 21
                return (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    private Tasks() {}
}
