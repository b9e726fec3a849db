package dev.lastcall.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference says of every setting what the code says. */
class ReferenceTest {

    // Tests run in the folder of their module.
    private static final Path REFERENCE = Path.of("..", "..", "docs", "reference.yaml");
    private static final Path SCHEMA = Path.of("..", "..", "docs", "lastcall.schema.json");

    @Test
    void referenceIsAPlanWithoutErrors() throws Exception {
        assertThat(reference().config().problems()).isEmpty();
        assertThat(reference().plan().phases()).isEmpty();
    }

    @Test
    void referenceHoldsEverySettingWithItsDefault() throws Exception {
        Config config = reference().config();
        assertThat(settings()
                        .map(setting -> setting.key() + " = " + (config.isSet(setting) ? value(config, setting) : "")))
                .containsExactlyElementsOf(settings()
                        .map(setting -> setting.key() + " = " + value(nothing(), setting))
                        .toList());
    }

    @Test
    void schemaInTheDocsIsTheOneOfTheCode() throws Exception {
        String schema = new Schema().json();
        if (Boolean.getBoolean("lastcall.write-docs")) {
            Files.writeString(SCHEMA, schema);
        }
        assertThat(SCHEMA)
                .as(
                        "write it anew with mvn test -pl agent/core -am -Dtest=ReferenceTest -DargLine=-Dlastcall.write-docs=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(schema);
    }

    /**
     * All but the name of the file itself, which can stand outside only, and the library lines: a new one needs no edit
     * here.
     */
    private static Stream<Setting<?>> settings() {
        return new Catalogue(List.of())
                .settings().stream().filter(setting -> !setting.key().equals("config"));
    }

    private static String value(Config config, Setting<?> setting) {
        return String.valueOf(config.get(setting));
    }

    private static Config nothing() {
        return Config.read(null, Map.of(), Map.of());
    }

    private static Planned reference() {
        return Planned.read(nothing(), REFERENCE.toFile(), List.of("jetty-9"));
    }
}
