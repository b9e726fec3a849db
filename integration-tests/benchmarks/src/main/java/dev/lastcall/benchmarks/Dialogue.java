package dev.lastcall.benchmarks;

import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;

/** Questions to a program on its stdin, answers on its stdout, a line each. For one thread. */
final class Dialogue implements AutoCloseable {
    private final RunningApp app;
    private int asked;

    Dialogue(RunningApp app) {
        this.app = app;
    }

    /** @param answer with the number that is wanted as its first group */
    long ask(String question, String answer, Duration atMost) throws Exception {
        app.write(question + "\n");
        return Long.parseLong(
                app.stdout().await(Pattern.compile(answer), asked++, atMost).group(1));
    }

    @Override
    public void close() throws InterruptedException {
        app.close();
    }
}
