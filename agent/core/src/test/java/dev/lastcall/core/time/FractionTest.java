package dev.lastcall.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"PT0S", "PT0.000000007S", "PT1S", "PT8S", "PT9.999999999S", "PT25S", "PT2562047788015215H30M7S"})
    void aPartIsWhatDurationItselfMakesOfIt(Duration whole) {
        for (int parts : new int[] {1, 2, 3, 4, 10}) {
            assertThat(Fraction.of(whole, parts)).isEqualTo(whole.dividedBy(parts));
        }
    }
}
