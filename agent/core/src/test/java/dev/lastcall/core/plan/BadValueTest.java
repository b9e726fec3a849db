package dev.lastcall.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that cannot be used: each is named with its place, and everything else is used. */
class BadValueTest {

    @TempDir
    Path directory;

    @Test
    void durationsNeedAUnitAndSense() throws Exception {
        assertThat(problems("""
                grace-period: 0s
                exit: { reserve: -1s }
                phases:
                  lame-duck: { quiet: 5, max: 2 parsecs }
                  drain-tasks: { timeout: 9999999h, reserve: 99999999999999999999s }
                """))
                .containsExactly(
                        "plan.yaml:1:15: grace-period: \"0s\" is not a duration of at least 1s such as 25s, 2m or 1h; the"
                                + " default \"25s\" is used",
                        "plan.yaml:2:18: exit.reserve: \"-1s\" is not a duration such as 500ms, 25s, 2m or 1h; the"
                                + " default \"5s\" is used",
                        "plan.yaml:4:23: phases.lame-duck.quiet: \"5\" is not a duration such as 500ms, 25s, 2m or 1h;"
                                + " the default \"2s\" is used",
                        "plan.yaml:4:31: phases.lame-duck.max: \"2 parsecs\" is not a duration such as 500ms, 25s, 2m"
                                + " or 1h; the default \"5s\" is used",
                        "plan.yaml:5:27: phases.drain-tasks.timeout: \"9999999h\" is not a duration of at most 1000h;"
                                + " the default \"10s\" is used",
                        "plan.yaml:5:46: phases.drain-tasks.reserve: \"99999999999999999999s\" is not a duration of at"
                                + " most 1000h; the default \"3s\" is used");
    }

    @Test
    void wrongTypesAreNamedByWhatTheyAre() throws Exception {
        assertThat(problems("""
                grace-period: [25s]
                exit: 5s
                enabled: { now: true }
                log:
                  level: loud
                readiness:
                  file:
                  paths: [ready, /ready]
                phases: [unready]
                libraries:
                  hikaricp: { enabled: yes }
                """))
                .containsExactly(
                        "plan.yaml:1:15: grace-period: a list is not a duration of at least 1s such as 25s, 2m or 1h; the"
                                + " default \"25s\" is used",
                        "plan.yaml:2:7: exit: \"5s\" is not a map of settings such as exit.reserve; it is ignored",
                        "plan.yaml:3:10: enabled: a map is not true or false; the default \"true\" is used",
                        "plan.yaml:5:10: log.level: \"loud\" is not off, error, warn, info or debug; the default"
                                + " \"info\" is used",
                        "plan.yaml:7:3: readiness.file: nothing is not the path of a file; the default \"\" is used",
                        "plan.yaml:8:11: readiness.paths: \"ready\" is not a path that begins with /; the default \""
                                + Settings.READINESS_PATHS.defaultText() + "\" is used",
                        "plan.yaml:9:9: phases: a list is not a map of settings such as phases.lame-duck.quiet; it is"
                                + " ignored",
                        "plan.yaml:11:24: libraries.hikaricp.enabled: \"yes\" is not true or false; the default"
                                + " \"true\" is used");
    }

    @Test
    void keyThatStandsTwiceCountsOnce() throws Exception {
        Planned planned = Plans.in(directory).read("""
                grace-period: 3s
                exit.reserve: 1s
                grace-period: 4s
                exit: { reserve: 2s }
                """);
        assertThat(Plans.in(directory).said(planned))
                .containsExactly(
                        "plan.yaml:3:1: the key \"grace-period\" stands here a second time, expected once; the first one,"
                                + " in line 1, is used",
                        "plan.yaml:4:9: exit.reserve: stands here a second time, expected once; the first one is used");
        assertThat(planned.config().get(Settings.GRACE_PERIOD)).isEqualTo(Duration.ofSeconds(3));
        assertThat(planned.config().get(Settings.EXIT_RESERVE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void unknownKeysAreNamedWithTheNearestOne() throws Exception {
        assertThat(problems("""
                grace-perod: 3s
                phases:
                  drain-tasks: { timout: 3s }
                  lame-duck: { quiet: 1s, loud: 2s }
                libraries: { hikari: { enabled: true } }
                no-such-thing: { a: { b: c } }
                config: other.yaml
                """))
                .containsExactly(
                        "plan.yaml:1:1: grace-perod: no such setting, it is ignored; did you mean grace-period?",
                        "plan.yaml:3:18: phases.drain-tasks.timout: no such setting, it is ignored; did you mean"
                                + " phases.drain-tasks.timeout?",
                        "plan.yaml:4:27: phases.lame-duck.loud: no such setting, it is ignored",
                        "plan.yaml:5:14: libraries.hikari: no such setting, it is ignored; did you mean"
                                + " libraries.hikaricp?",
                        "plan.yaml:6:1: no-such-thing: no such setting, it is ignored",
                        "plan.yaml:7:1: config: a plan file cannot name another, it is ignored");
    }

    @Test
    void whatOtherSourcesNameInVainIsNamedInTheirOwnSpelling() throws Exception {
        Plans plans = Plans.in(directory)
                .with(Map.of("lastcall.grace-perod", "3s", "other.property", "x"))
                .withVariables(Map.of("LASTCALL_GRACE_PEROID", "3s", "PATH", "/bin"))
                .withArguments("exit-reserve=3s");
        assertThat(plans.problems(""))
                .containsExactly(
                        "system property lastcall.grace-perod: no such setting, it is ignored; did you mean"
                                + " lastcall.grace-period?",
                        "agent argument exit-reserve: no such setting, it is ignored; did you mean exit.reserve?",
                        "environment variable LASTCALL_GRACE_PEROID: no such setting, it is ignored; did you mean"
                                + " LASTCALL_GRACE_PERIOD?");
    }

    @Test
    void badValueOfAStrongerSourceIsNamedThere() throws Exception {
        Plans plans = Plans.in(directory).with(Map.of("lastcall.grace-period", "soon"));
        assertThat(plans.problems("grace-period: 3s"))
                .containsExactly(
                        "system property lastcall.grace-period: \"soon\" is not a duration of at least 1s such as 25s, 2m"
                                + " or 1h; the default \"25s\" is used");
    }

    @Test
    void reservesThatExceedTheGracePeriodAreListedPhaseByPhase() throws Exception {
        assertThat(problems("grace-period: 10s\nphases: { drain-tasks: { reserve: 6s } }\n"))
                .containsExactly("plan.yaml:1:15: grace-period: \"10s\" is less than the sum of all that cannot be cut,"
                        + " 13s (exit.reserve 5s, phases.drain-tasks.reserve 6s, phases.close-pools.reserve 1s,"
                        + " phases.flush.reserve 1s); each phase gets less than it reserves");
        assertThat(problems("grace-period: 2s\n")).isEmpty();
    }

    @Test
    void strongestSourceWins() throws Exception {
        Plans plans = Plans.in(directory);
        String yaml = "grace-period: 1s\nphases: { flush: { timeout: 6s } }\n";
        assertThat(plans.where(plans.read(yaml).config().whereIs(Settings.GRACE_PERIOD)))
                .isEqualTo("plan.yaml:1:15: grace-period");
        plans.withVariables(Map.of("LASTCALL_GRACE_PERIOD", "2s"));
        assertThat(plans.read(yaml).config().whereIs(Settings.GRACE_PERIOD))
                .isEqualTo("environment variable LASTCALL_GRACE_PERIOD");
        plans.withArguments("grace-period=3s");
        assertThat(plans.read(yaml).config().whereIs(Settings.GRACE_PERIOD)).isEqualTo("agent argument grace-period");
        plans.with(Map.of("lastcall.grace-period", "4s"));
        assertThat(plans.read(yaml).config().whereIs(Settings.GRACE_PERIOD))
                .isEqualTo("system property lastcall.grace-period");
        assertThat(plans.read(yaml).config().get(Settings.GRACE_PERIOD)).isEqualTo(Duration.ofSeconds(4));
    }

    private java.util.List<String> problems(String yaml) throws Exception {
        return Plans.in(directory).problems(yaml);
    }
}
