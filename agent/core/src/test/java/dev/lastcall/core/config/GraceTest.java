package dev.lastcall.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraceTest {

    @Test
    void phasesHaveWhatTheExitAndALateCutLeave() {
        Grace grace = grace("grace-period=25s,exit.reserve=5s");
        assertThat(grace.phases(grace.exitReserve())).isEqualTo(Duration.ofSeconds(19));
        assertThat(grace.phases(grace.exitLeast())).isEqualTo(Duration.ofMillis(23_500));
    }

    @Test
    void exitHasAtMostHalfOfAShortGracePeriodAndTheCutAQuarterOfTheRest() {
        Grace grace = grace("grace-period=2s,exit.reserve=5s");
        assertThat(grace.exitReserve()).isEqualTo(Duration.ofSeconds(1));
        assertThat(grace.overrun()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whoNeedsNoTimeForTheExitGetsNone() {
        assertThat(grace("exit.reserve=0s").exitLeast()).isZero();
    }

    @Test
    void boundOfThePhasesLeavesTheExitItsReserve() {
        Grace grace = grace("grace-period=25s,exit.reserve=5s").atMost(Duration.ofSeconds(5));
        assertThat(grace.whole()).isEqualTo(Duration.ofSeconds(10));
        assertThat(grace.exitReserve()).isEqualTo(Duration.ofSeconds(5));
        assertThat(grace("grace-period=2s").atMost(Duration.ofSeconds(5)).whole())
                .isEqualTo(Duration.ofSeconds(2));
    }

    private static Grace grace(String arguments) {
        return Grace.of(Config.read(arguments, Map.of(), Map.of()));
    }
}
