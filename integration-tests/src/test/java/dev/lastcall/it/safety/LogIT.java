package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void levelOffSilencesEverything(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent("log.level=off").jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }
}
