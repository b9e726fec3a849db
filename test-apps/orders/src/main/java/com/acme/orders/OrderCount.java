package com.acme.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.concurrent.atomic.AtomicLong;

/** How many orders were placed since the start. The nightly report saves it. */
final class OrderCount {
    private static final AtomicLong PLACED = new AtomicLong();

    static void add() {
        PLACED.incrementAndGet();
    }

    static void save() throws IOException {
        Files.write(
                Paths.get(System.getProperty("orders.db", "data"), "placed"),
                PLACED.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private OrderCount() {}
}
