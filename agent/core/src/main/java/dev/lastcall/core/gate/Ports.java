package dev.lastcall.core.gate;

import java.util.Arrays;
import java.util.List;

/** A few ports, looked up without an allocation. Immutable. */
final class Ports {

    static final Ports NONE = new Ports(new int[0]);

    private final int[] sorted;

    private Ports(int[] sorted) {
        this.sorted = sorted;
    }

    static Ports of(List<String> numbers) {
        int[] ports = new int[numbers.size()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = Integer.parseInt(numbers.get(i));
        }
        Arrays.sort(ports);
        return new Ports(ports);
    }

    boolean contain(int port) {
        return Arrays.binarySearch(sorted, port) >= 0;
    }

    boolean isNone() {
        return sorted.length == 0;
    }
}
