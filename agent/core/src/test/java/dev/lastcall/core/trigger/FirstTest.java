package dev.lastcall.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Config;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirstTest {
    private final Config config = Config.read("", Map.of(), Map.of());
    private long now = 5;
    private final First first = new First("INT", () -> now);

    @Test
    void aSignalWithinTwoSecondsIsTheFirstOneAgain() {
        now += TimeUnit.SECONDS.toNanos(2) - 1;
        assertThat(first.isOther("INT", false, config)).isFalse();
        assertThat(first.isOther("TERM", false, config)).isFalse();
        now++;
        assertThat(first.isOther("INT", false, config)).isTrue();
        assertThat(first.isOther("TERM", false, config)).isTrue();
    }

    @Test
    void aPersonWhoPressesCtrlCAgainMeansItAtOnce() {
        assertThat(first.isOther("INT", true, config)).isTrue();
        assertThat(new First("TERM", () -> now).isOther("INT", true, config)).isFalse();
    }
}
