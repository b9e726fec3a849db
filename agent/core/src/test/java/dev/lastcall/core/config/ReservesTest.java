package dev.lastcall.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReservesTest {
    private static final Duration LONG = Duration.ofSeconds(100);

    @Test
    void phaseLeavesWhatAllThatDependOnItClaimDirectlyOrNot() {
        Reserves reserves = new Reserves(Map.of("a", List.of(), "b", List.of("a"), "c", List.of("b"), "x", List.of()));
        Map<String, Duration> claims = Map.of("a", seconds(1), "b", seconds(2), "c", seconds(4), "x", seconds(9));
        assertThat(reserves.dependants("a")).containsExactlyInAnyOrder("b", "c");
        assertThat(Reserves.of(Set.of("b", "c"), LONG, claims)).isEqualTo(seconds(6));
    }

    @Test
    void claimsShrinkAlikeWhereTheyWouldLeaveLessThanHalf() {
        Map<String, Duration> claims = Map.of("a", Duration.ZERO, "b", seconds(3), "c", seconds(1));
        Set<String> both = Set.of("b", "c");
        assertThat(Reserves.of(both, seconds(8), claims)).isEqualTo(seconds(4));
        assertThat(Reserves.of(both, seconds(4), claims)).isEqualTo(seconds(2));
        assertThat(Reserves.of(Set.of("c"), seconds(4), claims)).isEqualTo(Duration.ofMillis(500));
        assertThat(Reserves.of(both, Duration.ZERO, claims)).isZero();
    }

    /** A hundred layers of two phases each: more ways through them than anybody could go. */
    @Test
    @Timeout(10)
    void dependantsAreFoundInAPlanOfManyWays() {
        Map<String, List<String>> after = new HashMap<>();
        for (int layer = 0; layer < 100; layer++) {
            List<String> earlier = List.of("a" + (layer - 1), "b" + (layer - 1));
            after.put("a" + layer, earlier);
            after.put("b" + layer, earlier);
        }
        assertThat(new Reserves(after).dependants("a0")).hasSize(198);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
