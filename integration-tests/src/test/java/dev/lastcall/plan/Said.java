package dev.lastcall.plan;

import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.List;

/** What the agent said, without what differs from run to run: the time in front and the duration at the end. */
final class Said {

    private Said() {}

    static List<String> by(RunningApp app) throws InterruptedException {
        return app.stderr().awaitEnd(Duration.ofSeconds(20)).stream()
                .map(line -> line.replaceFirst("^\\S+Z (INFO|WARN|ERROR) lastcall - ", ""))
                .map(line -> line.replaceFirst(" \\(\\d[\\d.]* m?s\\)$", ""))
                .toList();
    }
}
