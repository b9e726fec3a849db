package dev.lastcall.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may have meant: whole messages, as the agent says them. */
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "grace-perod, grace-period",
        "graceperiod, grace-period",
        "grcae-period, grace-period",
        "grace-periods, grace-period",
        "exit.reserv, exit.reserve",
        "exit-code.claen, exit-code.clean",
        "phases.drain-task.timeout, phases.drain-tasks.timeout",
        "phases.lameduck.timeout, phases.lame-duck.timeout",
        "phases.lame-duck.quite, phases.lame-duck.quiet",
        "phases.stop-accepting.late-request, phases.stop-accepting.late-requests",
        "readiness.keepports, readiness.keep-ports",
        "trigers.system-exit, triggers.system-exit",
        "log.levle, log.level",
        "libraries.hikari.enabled, libraries.hikaricp.enabled",
    })
    void slipIsAnsweredByWhatWasMeant(String slip, String meant) {
        assertThat(said(slip))
                .containsExactly("system property lastcall." + slip
                        + ": no such setting, it is ignored; did you mean lastcall." + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "port",
                "name",
                "mode",
                "exit.timeout",
                "exit.delay",
                "log.file",
                "log.format",
                "phases.foo.timeout",
                "phases.flash-cache.timeout",
                "phases.drain-queues.timeout",
                "phases.drain-tasks.disabled",
                "readiness.port",
                "readiness.url",
                "limits.max-threads",
                "triggers.http",
                "libraries.tomcat.enabled",
                "a",
                "",
            })
    void whatIsNearToNothingIsAnsweredWithoutAGuess(String name) {
        assertThat(said(name)).containsExactly("system property lastcall." + name + ": no such setting, it is ignored");
    }

    private static List<String> said(String key) {
        Config config = Config.read(null, Map.of(), Map.of("lastcall." + key, "1"));
        new Catalogue(List.of("executors", "hikaricp", "jetty-9")).reportUnknown(config);
        return config.problems();
    }
}
