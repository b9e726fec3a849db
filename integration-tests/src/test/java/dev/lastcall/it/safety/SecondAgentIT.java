package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.drainWaiting;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The agent given twice, in every way that it may happen: the second says so in one line and does nothing. */
class SecondAgentIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void flagGivenTwice(Jdk jdk) throws Exception {
        serves(Web.app().agent().agent("grace-period=1h").jdk(jdk));
    }

    @EachJdk
    void flagAndToolOptions(Jdk jdk) throws Exception {
        serves(Web.app()
                .agent()
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + App.agentJar())
                .jdk(jdk));
    }

    @EachJdk
    void anotherCopyUnderAnotherName(Jdk jdk) throws Exception {
        Path copy = Files.copy(App.agentJar(), directory.resolve("copy" + jdk.version() + ".jar"));
        serves(Web.app().agent().flag("-javaagent:" + copy).jdk(jdk));
    }

    private static void serves(App twice) throws Exception {
        try (RunningApp app = twice.start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            drainWaiting(app, waiting, other);
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("given twice"))
                    .hasSize(1);
            assertThat(app.stderr().soFar())
                    .filteredOn(line -> line.contains(" armed: "))
                    .hasSize(1);
            assertThat(app.stderr().soFar())
                    .filteredOn(line -> line.contains("drained clean"))
                    .hasSize(1);
        }
    }
}
