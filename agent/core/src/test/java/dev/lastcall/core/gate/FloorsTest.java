package dev.lastcall.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloorsTest {
    private final Floors<Object> floors = new Floors<>();
    private final Object request = new Object();

    @Test
    void leavingWithoutHavingEnteredChangesNothing() throws Exception {
        floors.leave(request);
        assertThat(floors.enter(request)).isTrue();
        CompletableFuture.runAsync(() -> floors.leave(request)).get(10, TimeUnit.SECONDS);
        assertThat(floors.claim(request)).isFalse();
    }

    @Test
    void threadThatEnteredTwiceIsInsideUntilItHasLeftTwice() {
        floors.enter(request);
        floors.enter(request);
        floors.leave(request);
        assertThat(floors.claim(request)).isFalse();
        floors.leave(request);
        assertThat(floors.claim(request)).isTrue();
    }
}
