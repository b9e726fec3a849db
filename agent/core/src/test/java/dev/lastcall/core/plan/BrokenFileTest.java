package dev.lastcall.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no plan at all: what is said of them, and that the default plan runs. */
class BrokenFileTest {

    @TempDir
    Path directory;

    @Test
    void emptyFileIsTheDefaultPlan() throws Exception {
        assertThat(plans().problems("")).isEmpty();
        assertThat(plans().problems("\n# nothing but a comment\n---\n...\n")).isEmpty();
        assertThat(plans().read("").plan().phases()).isEmpty();
    }

    @Test
    void missingFileIsNamed() {
        assertThat(plans().said(plans().read()))
                .containsExactly("plan.yaml: is missing, expected a plan file; the default plan is used");
    }

    @Test
    void directoryIsNamed() throws Exception {
        Files.createDirectory(plans().file());
        assertThat(plans().said(plans().read()))
                .containsExactly("plan.yaml: is a directory, expected a plan file; the default plan is used");
    }

    @Test
    void pipeIsNotReadSinceThatCouldHoldUpTheStart() throws Exception {
        assumeTrue(
                new ProcessBuilder("mkfifo", plans().file().toString()).start().waitFor() == 0);
        assertThat(plans().said(plans().read()))
                .containsExactly("plan.yaml: is no regular file, expected a plan file; the default plan is used");
    }

    @Test
    void unreadableFileIsNamedWithTheReason() throws Exception {
        Files.writeString(plans().file(), "grace-period: 3s");
        assumeTrue(plans().file().toFile().setReadable(false, false));
        assumeTrue(!Files.isReadable(plans().file()), "root reads everything");
        assertThat(plans().said(plans().read()))
                .containsExactly(
                        "plan.yaml: cannot be read (Permission denied), expected a plan file; the default plan is"
                                + " used");
    }

    @Test
    void fileThatFailsWhileItIsReadIsNamedWithTheReason() {
        File memory = new File("/proc/self/mem"); // address 0 is never mapped
        assumeTrue(memory.isFile());
        Planned planned = Planned.read(Config.read(null, Map.of(), Map.of()), memory, List.of());
        assertThat(planned.config().problems())
                .containsExactly(
                        "/proc/self/mem: cannot be read (Input/output error), expected a plan file; the default"
                                + " plan is used");
    }

    @Test
    void hundredMegabytesAreNotRead() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(plans().file().toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        assertThat(plans().said(plans().read()))
                .containsExactly("plan.yaml: has 104857600 bytes, expected at most 1048576; the default plan is used");
    }

    @Test
    void binaryFileIsRefusedAtItsFirstControlCharacter() throws Exception {
        assertThat(plans().problems(new byte[] {'P', 'K', 3, 4, 0, 0}))
                .containsExactly("plan.yaml:1:3: found the control character U+0003, expected text; the default plan is"
                        + " used");
    }

    @Test
    void otherEncodingIsRefusedAtItsFirstWrongByte() throws Exception {
        assertThat(plans().problems("grace-period: 3s\n# für\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("plan.yaml:2:4: found the byte 0xFC, expected UTF-8; the default plan is used");
        assertThat(plans().problems("grace-period: 3s".getBytes(StandardCharsets.UTF_16)))
                .containsExactly("plan.yaml:1:1: found the byte 0xFE, expected UTF-8; the default plan is used");
    }

    @Test
    void windowsLineEndsAndByteOrderMarkAreNoMatter() throws Exception {
        Planned planned = plans().read("\uFEFFgrace-period: 3s\r\nexit:\r\n  reserve: 1s\r\n");
        assertThat(planned.config().problems()).isEmpty();
        assertThat(planned.config().get(Settings.GRACE_PERIOD)).isEqualTo(Duration.ofSeconds(3));
        assertThat(plans().where(planned.config().whereIs(Settings.EXIT_RESERVE)))
                .isEqualTo("plan.yaml:3:12: exit.reserve");
    }

    @Test
    void tabIsNamed() throws Exception {
        assertThat(plans().problems("exit:\n\treserve: 1s\n"))
                .containsExactly("plan.yaml:2:1: found a tab, expected blanks: YAML is indented with blanks only; the"
                        + " default plan is used");
    }

    @Test
    void brokenYamlIsRefusedWhereItBreaks() throws Exception {
        assertThat(plans().problems("grace-period: 3s\n  exit: 2s\n"))
                .containsExactly("plan.yaml:2:7: mapping values are not allowed here; the default plan is used");
        assertThat(plans().problems("exit: { reserve: 1s\ngrace-period: 3s\n"))
                .containsExactly("plan.yaml:2:13: found :, expected a comma or }; the default plan is used");
    }

    @Test
    void aliasesMayBeUsed() throws Exception {
        Planned planned = plans().read("grace-period: &time 3s\nexit: { reserve: *time }\n");
        assertThat(planned.config().problems()).isEmpty();
        assertThat(planned.config().get(Settings.EXIT_RESERVE)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anchorsThatBombAreDefused() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertThat(plans().problems(bomb.toString()))
                .containsExactly(
                        "plan.yaml:4:9: found more than 20000 values, expected a plan; the default plan is used");
    }

    @Test
    void anchorThatHoldsItselfIsRefused() throws Exception {
        assertThat(plans().problems("track: &a [*a]\n"))
                .containsExactly("plan.yaml:1:12: found *a, expected an anchor that stands above; the default plan is"
                        + " used");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        assertThat(plans().problems("track: " + "[".repeat(1000)))
                .containsExactly(
                        "plan.yaml:1:57: found more than 50 levels, expected a plan; the default plan is used");
    }

    @Test
    void textAndListAreNoPlan() throws Exception {
        assertThat(plans().problems("hello\n"))
                .containsExactly(
                        "plan.yaml:1:1: found a text, expected keys such as grace-period: 25s; the default plan"
                                + " is used");
        assertThat(plans().problems("- a\n- b\n"))
                .containsExactly(
                        "plan.yaml:1:1: found a list, expected keys such as grace-period: 25s; the default plan"
                                + " is used");
    }

    @Test
    void tagsAndSecondDocumentsAreRefused() throws Exception {
        assertThat(plans().problems("grace-period: !!java.net.URL [x]\n"))
                .containsExactly(
                        "plan.yaml:1:15: found <tag>, expected a value without a tag; the default plan is used");
        assertThat(plans().problems("grace-period: 3s\n---\ngrace-period: 4s\n"))
                .containsExactly("plan.yaml:2:1: found <document start>, expected the end of the file; the default plan"
                        + " is used");
    }

    private Plans plans() {
        return Plans.in(directory);
    }
}
