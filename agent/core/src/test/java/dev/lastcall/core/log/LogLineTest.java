package dev.lastcall.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void controlCharactersAreEscapedAndEverythingElseIsWrittenAsItIs() {
        assertThat(LogLine.of("INFO", "a\r\n\tb\33[0m \u009b \u2028 \u202e é ไทย \uD83D\uDE00"))
                .endsWith(" INFO lastcall - a\\r\\n\\tb\\u001b[0m \\u009b \\u2028 \\u202e é ไทย \uD83D\uDE00");
    }

    @Test
    void messagesOfExceptionsAreEscapedAndEachCauseIsWrittenOnce() {
        Exception inner = new Exception("in\nner");
        Exception outer = new Exception("outer", inner);
        inner.addSuppressed(outer);
        assertThat(LogLine.of("DEBUG", "failed", outer).lines().filter(line -> !line.startsWith("\tat ")))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("failed"),
                        line -> assertThat(line).isEqualTo("java.lang.Exception: outer"),
                        line -> assertThat(line).isEqualTo("Caused by: java.lang.Exception: in\\nner"));
    }

    @Test
    void stackOfAThreadHasFramesAndNoHead() {
        assertThat(LogLine.of("WARN", "straggler", new ThreadStack(Thread.currentThread()))
                        .lines()
                        .skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("\tat "))
                .anyMatch(line -> line.contains("LogLineTest.stackOfAThread"));
    }
}
