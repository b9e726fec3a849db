package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes wait for a plan that is not read yet: those that it may mean, and in any doubt all. */
class PlanWordsTest {

    @TempDir
    Path directory;

    private final Properties properties = new Properties();
    private Path plan;

    @BeforeEach
    void plan() throws Exception {
        plan = Files.writeString(directory.resolve("plan.yaml"), """
                track: [com.acme.PriceCache, "com.acme.Outer$Inner"]
                count: [{ kind: task, around: "com.acme.jobs.Läufer#runJob" }] # Runner
                """);
    }

    @Test
    void withoutAPlanThereIsNothingToWaitFor() {
        assertThat(words(null, Map.of())).isNull();
        assertThat(words("grace-period=3s", Map.of("LASTCALL_GRACE_PERIOD", "3s")))
                .isNull();
    }

    @Test
    void wordsAreThoseOfThePlanWhereverItIsNamed() throws Exception {
        assertOnlyThoseOfThePlan(words("grace-period=3s,config=" + plan, Map.of()));
        assertOnlyThoseOfThePlan(words("config=" + plan + ",grace-period=3s", Map.of()));
        assertOnlyThoseOfThePlan(words(null, Map.of("LASTCALL_CONFIG", plan.toString())));
        properties.setProperty("lastcall.config", plan.toString());
        assertOnlyThoseOfThePlan(words("config=/no/such", Map.of("LASTCALL_CONFIG", "/no/such")));
        properties.clear();
        Files.copy(plan, beside().toPath());
        assertOnlyThoseOfThePlan(words(null, Map.of()));
    }

    private static void assertOnlyThoseOfThePlan(PlanWords words) {
        for (String named : new String[] {"PriceCache", "Outer$Inner", "Läufer"}) {
            assertThat(words.mayMean(named)).as(named).isTrue();
        }
        for (String other : new String[] {"Main", "Price", "PriceCache$1", "Outer", "Inner", "acme.PriceCache"}) {
            assertThat(words.mayMean(other)).as(other).isFalse();
        }
    }

    @Test
    void wordsOfSettingsOutsideThePlanCountToo() {
        properties.setProperty("lastcall.track", "com.acme.FromProperty");
        properties.setProperty("other", "Other");
        PlanWords words = words(
                "track=com.acme.FromArgument,config=" + plan,
                Map.of("LASTCALL_TRACK", "com.acme.FromVariable", "X", "Y"));
        assertThat(words.mayMean("FromProperty")).isTrue();
        assertThat(words.mayMean("FromArgument")).isTrue();
        assertThat(words.mayMean("FromVariable")).isTrue();
        assertThat(words.mayMean("Other")).isFalse();
        assertThat(words.mayMean("Y")).isFalse();
    }

    @Test
    void everyNameCountsWhereThePlanCannotBeSeenOrMayBeWrittenInAnotherWay() throws Exception {
        Path escaped = Files.writeString(directory.resolve("escaped.yaml"), "track: [\"com.acme.\\x41bc\"]\n");
        Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        Path comma = Files.copy(plan, directory.resolve("a,b.yaml"));
        for (String arguments : new String[] {
            "config=" + escaped,
            "config=" + large,
            "config=" + directory,
            "config=/no/such",
            "config=" + comma,
            "a=b, config=" + plan,
            "config=/no/such,config=" + plan,
            "config="
        }) {
            assertThat(words(arguments, Map.of()).mayMean("Main")).as(arguments).isTrue();
        }
    }

    @Test
    void bytesThatAreNoTextAreNoReasonToFail() throws Exception {
        Path binary =
                Files.write(directory.resolve("binary"), "\u00ff\u0000 Main".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(words("config=" + binary, Map.of()).mayMean("Main")).isTrue();
    }

    private PlanWords words(String arguments, Map<String, String> environment) {
        return FirstLook.planWords(arguments, environment, properties, beside());
    }

    private File beside() {
        return directory.resolve("lastcall.yaml").toFile();
    }
}
