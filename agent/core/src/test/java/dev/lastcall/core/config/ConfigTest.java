package dev.lastcall.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void propertyBeatsArgumentBeatsEnvironmentBeatsDefault() {
        Map<String, String> environment = Map.of("LASTCALL_GRACE_PERIOD", "11s");
        Map<String, String> properties = Map.of("lastcall.grace-period", "13s");
        assertThat(grace(Config.read(null, NONE, NONE))).isEqualTo(25);
        assertThat(grace(Config.read(null, environment, NONE))).isEqualTo(11);
        assertThat(grace(Config.read("grace-period=12s", environment, NONE))).isEqualTo(12);
        assertThat(grace(Config.read("grace-period=12s", environment, properties)))
                .isEqualTo(13);
    }

    private static long grace(Config config) {
        return config.get(Settings.GRACE_PERIOD).getSeconds();
    }

    @Test
    void commaInsideAnArgumentBelongsToItsValue() {
        Config config = Config.read("triggers.signals=TERM,HUP,grace-period=12s,readiness.paths=/a,/b", NONE, NONE);
        assertThat(config.get(Settings.SIGNALS)).containsExactly("TERM", "HUP");
        assertThat(grace(config)).isEqualTo(12);
        assertThat(config.get(Settings.READINESS_PATHS)).containsExactly("/a", "/b");
    }

    @Test
    void argumentWithoutValueIsUnreadableAndSaid() {
        Config config = Config.read("enabled", NONE, NONE);
        assertThat(config.get(Settings.ENABLED)).isTrue();
        assertThat(config.problems())
                .containsExactly("agent argument enabled: \"\" is not true or false; the default \"true\" is used");
    }

    @Test
    void unreadableValueNamesWhereItStandsWhatWasExpectedAndWhatIsUsed() {
        Config config = Config.read(
                "phases.lame-duck.quiet=long",
                Map.of("LASTCALL_EXIT_CODE_FORCED", "fatal"),
                Map.of("lastcall.grace-period", "soon"));
        Settings.fixed().forEach(config::get);
        assertThat(config.problems())
                .containsExactlyInAnyOrder(
                        "system property lastcall.grace-period: \"soon\" is not a duration of at least 1s such as 25s, 2m"
                                + " or 1h; the default \"25s\" is used",
                        "environment variable LASTCALL_EXIT_CODE_FORCED: \"fatal\" is not a number from 0 to 255; the"
                                + " default \"143\" is used",
                        "agent argument phases.lame-duck.quiet: \"long\" is not a duration such as 500ms, 25s, 2m or"
                                + " 1h; the default \"2s\" is used");
        assertThat(grace(config)).isEqualTo(25);
    }

    @Test
    void unreadableValueOfAStrongSourceIsNotReplacedByAWeakerOne() {
        Config config = Config.read("grace-period=12s", NONE, Map.of("lastcall.grace-period", "soon"));
        assertThat(grace(config)).isEqualTo(25);
    }

    @Test
    void problemIsSaidOnce() {
        Config config = Config.read("grace-period=soon", NONE, NONE);
        grace(config);
        grace(config);
        assertThat(config.problems()).hasSize(1);
    }

    @Test
    void defaultsOfAllSettingsCanBeRead() {
        Config config = Config.read(null, NONE, NONE);
        Settings.fixed().forEach(config::get);
        assertThat(config.problems()).isEmpty();
        assertThat(config.isAnyGiven()).isFalse();
        assertThat(Settings.fixed()).isNotEmpty();
    }

    @Test
    void phaseSettingsAreFoundByTheirNames() {
        Config config = Config.read(
                null,
                Map.of("LASTCALL_PHASES_DRAIN_TASKS_TIMEOUT", "7s"),
                Map.of("lastcall.phases.close-pools.enabled", "false", "lastcall.libraries.jetty-9.enabled", "false"));
        assertThat(config.get(PhaseSettings.timeout("drain-tasks", "10s"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.get(PhaseSettings.enabled("close-pools"))).isFalse();
        assertThat(config.get(Settings.libraryEnabled("jetty-9"))).isFalse();
        assertThat(config.isAnyGiven()).isTrue();
    }

    @Test
    void propertiesThatAreNotTextAreLeftAlone() {
        assertThat(Config.read(null, NONE, Map.of("lastcall.grace-period", 5)).isAnyGiven())
                .isFalse();
    }
}
