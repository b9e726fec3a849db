package dev.lastcall.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.core.config.Settings.SecondSignal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "25s, PT25S", "2m, PT2M", "1h, PT1H", "0ms, PT0S", "' 3 S ', PT3S"})
    void durationsHaveAUnit(String text, Duration expected) {
        assertThat(ValueType.DURATION.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "25", "-1s", "1.5s", "s", "1d", "soon", "9999999999s", "1000000000h", "99999999999999999999s"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> ValueType.DURATION.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gracePeriodIsAtLeastASecond() {
        assertThat(ValueType.SOME_TIME.read("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> ValueType.SOME_TIME.read("0s")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeoutMayBeAllThatIsLeft() {
        assertThat(ValueType.TIMEOUT.read("REST")).isEqualTo(ValueType.ALL_THAT_IS_LEFT);
        assertThat(ValueType.TIMEOUT.read("1s")).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "truee"})
    void switchIsTrueOrFalseAndNothingElse(String text) {
        assertThat(ValueType.SWITCH.read("True")).isTrue();
        assertThat(ValueType.SWITCH.read(" false ")).isFalse();
        assertThatThrownBy(() -> ValueType.SWITCH.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "256", "1.0", "ok"})
    void exitCodeFitsIntoAByte(String text) {
        assertThat(ValueType.EXIT_CODE.read("0")).isZero();
        assertThat(ValueType.EXIT_CODE.read("255")).isEqualTo(255);
        assertThatThrownBy(() -> ValueType.EXIT_CODE.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1000001", "many"})
    void limitIsANumberAndZeroStandsForNone(String text) {
        assertThat(ValueType.LIMIT.read("0")).isZero();
        assertThat(ValueType.LIMIT.read(" 500 ")).isEqualTo(500);
        assertThatThrownBy(() -> ValueType.LIMIT.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "8081,http"})
    void portsAreNumbersThatAPortCanHave(String text) {
        assertThat(ValueType.PORTS.read("8081, 09090,")).containsExactly("8081", "9090");
        assertThat(ValueType.PORTS.read("")).isEmpty();
        assertThatThrownBy(() -> ValueType.PORTS.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyFileIsNone() {
        assertThat(ValueType.FILE.read(" ")).isEmpty();
        assertThat(ValueType.FILE.read("/tmp/x")).isEqualTo(Optional.of("/tmp/x"));
    }

    @Test
    void pathsBeginWithASlash() {
        assertThat(ValueType.PATHS.read("/a, /b/c,")).containsExactly("/a", "/b/c");
        assertThat(ValueType.PATHS.read("")).isEmpty();
        assertThatThrownBy(() -> ValueType.PATHS.read("/a,b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signalsAreKnownWithAndWithoutSig() {
        assertThat(ValueType.SIGNALS.read("sigterm, HUP,int")).containsExactly("TERM", "HUP", "INT");
        assertThatThrownBy(() -> ValueType.SIGNALS.read("TERM,KILL")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void choiceIsOneOfItsWords() {
        ValueType<SecondSignal> type = ValueType.oneOf(SecondSignal.class);
        assertThat(type.read("Ignore")).isEqualTo(SecondSignal.IGNORE);
        assertThat(type.expected()).isEqualTo("force or ignore");
        assertThatThrownBy(() -> type.read("maybe")).isInstanceOf(IllegalArgumentException.class);
    }
}
