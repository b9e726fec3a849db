package dev.lastcall.it.plan;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;

/** What request code records during a drain is there afterwards; from a shutdown hook it is lost (see the baseline). */
class RecordsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @EachJdk
    void linesOfJavaUtilLoggingAreAllInTheFile(Jdk jdk) throws Exception {
        Path log = directory.resolve("app" + jdk.version() + ".log");
        Web web = Web.app()
                .first("java.util.logging.Logger log = java.util.logging.Logger.getLogger(\"app\");"
                        + "log.addHandler(new java.util.logging.FileHandler(\"" + log + "\"));"
                        + "log.setUseParentHandlers(false); KEPT.put(\"log\", log);")
                .path(
                        "/record",
                        "say(\"waiting\"); RELEASE.await(); for (int i = 0; i < 10; i++) {"
                                + " java.util.logging.Logger.getLogger(\"app\").warning(\"line \" + i + \".\"); }");
        drain(web.agent().jdk(jdk));
        for (int i = 0; i < 10; i++) {
            assertThat(log).content().contains("line " + i + ".");
        }
    }

    @EachJdk
    void eventsOfFlightRecorderAreAllInTheRecording(Jdk jdk) throws Exception {
        Path recording = directory.resolve("app" + jdk.version() + ".jfr");
        Web web = Web.app()
                .path(
                        "/record",
                        "say(\"waiting\"); RELEASE.await();"
                                + "for (int i = 0; i < 5; i++) { new Recorded().commit(); }")
                .member("@jdk.jfr.Name(\"app.Recorded\") static class Recorded extends jdk.jfr.Event {}");
        drain(web.agent().jdk(jdk).flag("-XX:StartFlightRecording=dumponexit=true,filename=" + recording));
        assertThat(RecordingFile.readAllEvents(recording))
                .filteredOn(event -> event.getEventType().getName().equals("app.Recorded"))
                .hasSize(5);
    }

    private static void drain(App program) throws Exception {
        try (RunningApp app = program.start();
                RawClient recording = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            recording.send(Request.get("/record"));
            app.stdout().await(line("waiting"), SOON);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(recording.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }
}
