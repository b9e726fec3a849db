package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The agent's log goes to stderr, whatever the application tells its own logging. */
class LogIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void simpleloggerPropertiesOfTheApplicationAreNotOurs(Jdk jdk) throws Exception {
        Files.writeString(
                directory.resolve("simplelogger.properties"),
                "org.slf4j.simpleLogger.logFile=System.out\norg.slf4j.simpleLogger.defaultLogLevel=off\n");
        saysAllOnStderr(Web.app().agent().classpath(directory).jdk(jdk));
    }

    @EachJdk
    void propertiesOfTheSimpleLoggerAreNotOurs(Jdk jdk) throws Exception {
        saysAllOnStderr(Web.app()
                .agent()
                .property("org.slf4j.simpleLogger.logFile", "System.out")
                .property("org.slf4j.simpleLogger.defaultLogLevel", "off")
                .jdk(jdk));
    }

    private static void saysAllOnStderr(App program) throws Exception {
        try (RunningApp app = program.start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("listening on " + app.port());
            assertThat(app.stderr().awaitEnd(SOON)).anyMatch(line -> line.contains("drained clean"));
        }
    }

    @EachJdk
    void stderrOfTheProcessIsWrittenToWhateverSystemErrBecomes(Jdk jdk) throws Exception {
        String replaced = "System.setErr(new PrintStream(new ByteArrayOutputStream()));";
        saysAllOnStderr(Web.app().first(replaced).agent().jdk(jdk));
    }

    /** Thailand counts the years of Buddha, and Egypt has digits of its own. */
    @EachJdk
    void timesAreThoseOfIso8601WhateverTheLocale(Jdk jdk) throws Exception {
        for (String locale : List.of("th TH", "ar EG")) {
            App web = Web.app()
                    .agent()
                    .property("user.language", locale.split(" ")[0])
                    .property("user.country", locale.split(" ")[1])
                    .property("java.locale.providers", "CLDR");
            try (RunningApp app = web.jdk(jdk).start()) {
                app.port();
                app.signal("TERM");
                assertThat(app.awaitExit(SOON).code()).isZero();
                assertThat(app.stderr().awaitEnd(SOON))
                        .isNotEmpty()
                        .allMatch(line -> line.matches(
                                "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[-+]\\d\\d:\\d\\d) .*"));
            }
        }
    }

    /** Servers put what they are at into the names of their threads. */
    @EachJdk
    void namesOfOthersForgeNoLineAndTellNoQuery(Jdk jdk) throws Exception {
        Web web = Web.app().path("/named", """
                Thread.currentThread().setName(
                        "worker \\33[31m\\n2026-01-01T00:00:00.000Z INFO forged; GET /named;id=hidden?token=hidden");
                say("named");
                RELEASE.await();
                """);
        try (RunningApp app =
                        web.agent("grace-period=3s", "exit.reserve=1s").jdk(jdk).start();
                RawClient named = RawClient.connect(app.port())) {
            named.send(Request.get("/named"));
            app.stdout().await(line("named"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(line -> line.contains("hidden") || line.startsWith("2026-01-01"))
                    .anyMatch(
                            line -> line.contains("straggler: GET /named (")
                                    && line.endsWith(
                                            "in thread worker \\u001b[31m\\n2026-01-01T00:00:00.000Z INFO forged; GET /named..."))
                    .anyMatch(line -> line.matches("\tat (app//)?Main\\..*"));
        }
    }

    @EachJdk
    void levelOffSilencesEverything(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent("log.level=off").jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }
}
