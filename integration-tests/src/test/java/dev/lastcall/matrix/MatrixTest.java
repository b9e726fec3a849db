package dev.lastcall.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private static final Path ROOT = Path.of(System.getProperty("lastcall.root", ".."));
    private static final Matrix SMALL = Matrix.parse("""
            # a comment
            line shop/quick: Shop * quick; requests
              8+  1.0 | org.acme:shop:*
             17+  2.0 2.1 | org.acme:shop:*
             grey 2.1 25+: The JDK took something away; gone since 25
            """);

    @Test
    void readmeNamesTheVersionsOfTheTableAndNoOthers() throws Exception {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(Compatibility.readme(Matrix.table()));
    }

    /** What its cells say is the last matrix run's; which cells there are is the table's. */
    @Test
    void compatibilityPageHasTheCellsOfTheTableAndNoneIsRed() throws Exception {
        Path file = ROOT.resolve("docs/compatibility.md");
        Assumptions.assumeTrue(Files.exists(file), "no matrix run has written it yet");
        String page = Files.readString(file);
        String untold = new Compatibility(Matrix.table(), Set.of(), Set.of(), (cell, kind) -> 0).text();
        assertThat(page.replaceAll("\\| (drained|grey) (?=\\|)", "| not run ")).isEqualTo(untold);
    }

    @Test
    void everyLineOfTheTableIsALineOfTheAgent() {
        for (Version version : Matrix.table().all()) {
            assertThat(ROOT.resolve("agent/libraries").resolve(version.line().replaceFirst("/.*", "")))
                    .isDirectory();
        }
    }

    @Test
    void rowGivesEachOfItsVersionsACellOnEachJdkThatItRunsOn() {
        assertThat(SMALL.all())
                .extracting(Version::toString)
                .containsExactly("Shop 1.0 quick", "Shop 2.0 quick", "Shop 2.1 quick");
        assertThat(SMALL.all()).extracting(Version::oldestJdk).containsExactly(8, 17, 17);
        assertThat(Stream.of(21, 25).map(SMALL.all().get(2)::isGrey)).containsExactly(false, true);
    }

    @Test
    void rowThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> Matrix.parse("line shop: Shop *; requests\n 8 1.0 | org.acme:shop:*"))
                .hasMessageContaining("'8 1.0 | org.acme:shop:*'");
    }

    @Test
    void cellIsDrainedOnlyIfAllItsTestsPassedAndSomethingWasInFlight() {
        Set<String> run = Set.of("Shop 1.0 quick on JDK 8", "Shop 2.0 quick on JDK 17", "Shop 2.0 quick on JDK 21");
        Set<String> failed = Set.of("Shop 2.0 quick on JDK 17");
        Compatibility seen = new Compatibility(SMALL, run, failed, (cell, kind) -> cell.endsWith("21") ? 0 : 3);
        assertThat(seen.isWhole()).isFalse();
        assertThat(seen.text()).contains("""
                ## Shop quick

                | | JDK 8 | JDK 11 | JDK 17 | JDK 21 | JDK 25 |
                |---|---|---|---|---|---|
                | 1.0 | drained | not run | not run | not run | not run |
                | 2.0 |  |  | **RED** | **RED** | not run |
                | 2.1 |  |  | not run | not run | not run |

                Grey: Shop 2.1 quick from JDK 25 on. The JDK took something away.
                """);
    }
}
