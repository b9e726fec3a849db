package dev.lastcall.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Interleaves sides: each is measured once a round, in an order that turns from round to round. */
final class Rounds {
    /** What is done to one side in one round. */
    interface Measured<S> {
        void measure(S side) throws Exception;
    }

    static <S> void interleave(int rounds, List<S> sides, Measured<S> measured) throws Exception {
        List<S> order = new ArrayList<>(sides);
        for (int round = 0; round < rounds; round++) {
            for (S side : order) {
                measured.measure(side);
            }
            Collections.rotate(order, 1);
        }
    }

    private Rounds() {}
}
