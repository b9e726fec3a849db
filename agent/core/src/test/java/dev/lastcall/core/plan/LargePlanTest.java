package dev.lastcall.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans that nobody writes, in the time of a start. The bounds are those of a loaded machine. */
@Timeout(20)
class LargePlanTest {

    @TempDir
    Path directory;

    @Test
    void aliasesOfALongTextAreCountedLetterByLetter() throws Exception {
        String yaml = "x: &a " + "a".repeat(500_000) + "\ntrack: [" + "*a, ".repeat(15_000) + "]\n";
        assertThat(problems(yaml))
                .containsExactly(
                        "plan.yaml:1:7: found more than 1048576 letters, expected a plan; the default plan is used");
    }

    @Test
    void keyOfThousandsOfPartsIsIgnored() throws Exception {
        String yaml = "? " + "a.".repeat(200_000) + "b\n: 1\ngrace-period: 3s\n";
        assertThat(problems(yaml))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("has more than 50 parts, expected a setting; it is ignored");
    }

    @Test
    void phasesInManyCyclesArePutIntoTheDefaultPlace() throws Exception {
        String yaml = "phases:\n"
                + IntStream.range(0, 200)
                        .mapToObj(i -> "  p" + i + ": { interrupt-threads: [a], after: [p" + (i ^ 1) + "] }\n")
                        .collect(Collectors.joining());
        assertThat(problems(yaml)).hasSize(100).allMatch(line -> line.contains(": the cycle p"));
    }

    @Test
    void phasesBeyondTwoHundredAreLeftOut() throws Exception {
        String yaml = "phases:\n"
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "  p" + i + ": { interrupt-threads: [a], after: [p" + (i + 1) % 1_000 + "] }\n")
                        .collect(Collectors.joining());
        Planned planned = Plans.in(directory).read(yaml);
        assertThat(planned.plan().phases()).hasSize(200);
        assertThat(Plans.in(directory).said(planned))
                .contains(
                        "plan.yaml:202:3: phases.p200: found more than 200 phases of your own; it and those after it are"
                                + " left out");
    }

    @Test
    void phasesThatAllComeAfterAllBeforeThemAreLaidOut() throws Exception {
        String yaml = "phases:\n"
                + IntStream.range(0, 130)
                        .mapToObj(i -> "  p" + i + ": { interrupt-threads: [a], after: [drain-tasks"
                                + IntStream.range(0, i).mapToObj(j -> ", p" + j).collect(Collectors.joining())
                                + "] }\n")
                        .collect(Collectors.joining());
        Planned planned = Plans.in(directory).read(yaml);
        assertThat(TimeLine.of(planned.config(), planned.plan()).rows()).hasSize(139);
    }

    @Test
    void thousandsOfUnknownKeysAreAllNamed() throws Exception {
        String yaml = IntStream.range(0, 9_000)
                .mapToObj(i -> "grace-perio" + i + ": 1\n")
                .collect(Collectors.joining());
        assertThat(problems(yaml)).hasSize(9_000);
    }

    @Test
    void longKeyIsNoGuess() throws Exception {
        assertThat(problems("? " + "a".repeat(500_000) + "\n: 1\n"))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("it is ignored");
    }

    @Test
    void longListOfClassesIsRead() throws Exception {
        String yaml = "track: ["
                + IntStream.range(0, 19_000).mapToObj(i -> "C" + i).collect(Collectors.joining(", ")) + "]\n";
        assertThat(Plans.in(directory).read(yaml).plan().tracked()).hasSize(19_000);
    }

    @Test
    void longArgumentOfTheAgentIsRead() {
        String words = "a,".repeat(200_000) + "a";
        Config config = Config.read("track=" + words + ",log.level=debug", Map.of(), Map.of());
        assertThat(config.textOf(new dev.lastcall.core.config.Setting<List<String>>("track", PlanTypes.CLASSES, "")))
                .isEqualTo(words);
    }

    private List<String> problems(String yaml) throws Exception {
        return Plans.in(directory).problems(yaml);
    }
}
