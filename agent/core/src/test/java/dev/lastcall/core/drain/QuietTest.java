package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietTest {
    private long now = Long.MAX_VALUE - 1; // the clock may overflow
    private final Quiet quiet = new Quiet(() -> now, Duration.ofMillis(400));
    private long lastArrival = now;

    @Test
    void itIsQuietWhenNothingHasComeForThatLong() {
        assertThat(sleepUntilQuiet()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void whatComesBeginsItAnew() {
        sleep(look());
        sleep(look());
        lastArrival = now;
        assertThat(sleepUntilQuiet()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void timeInWhichEverythingStoodStillIsNoSilence() {
        sleep(look());
        sleep(look().plusSeconds(5));
        assertThat(sleepUntilQuiet()).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void wakingALittleLateIsNoStandStill() {
        sleep(look().plusMillis(50));
        assertThat(sleepUntilQuiet()).isEqualTo(Duration.ofMillis(250));
    }

    private Duration look() {
        return quiet.untilNextLook(lastArrival);
    }

    private void sleep(Duration time) {
        now += time.toNanos();
    }

    private Duration sleepUntilQuiet() {
        Duration slept = Duration.ZERO;
        for (Duration next = look(); !next.isZero(); next = look()) {
            sleep(next);
            slept = slept.plus(next);
        }
        return slept;
    }
}
