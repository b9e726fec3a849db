package com.acme.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes as many executors as its argument says, prints how many nanoseconds that took, and keeps them. */
public final class Pools {
    private static final int WARM_UP = 1_000;

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        make(WARM_UP).forEach(ExecutorService::shutdown);
        System.gc();
        long began = System.nanoTime();
        List<ExecutorService> pools = make(count);
        System.out.println("took " + (System.nanoTime() - began));
        pools.get(0).submit(() -> {}).get();
        System.out.println("listening on 0");
        Thread.currentThread().join();
    }

    private static List<ExecutorService> make(int count) {
        List<ExecutorService> pools = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pools.add(Executors.newFixedThreadPool(1));
        }
        return pools;
    }

    private Pools() {}
}
