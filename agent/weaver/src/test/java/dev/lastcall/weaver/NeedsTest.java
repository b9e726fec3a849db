package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class NeedsTest {
    private static final ClassLoader HERE = NeedsTest.class.getClassLoader();

    @Test
    void lineIsForALibraryThatHasAllItNeeds() throws Exception {
        assertThat(line("needs dev.lastcall.weaver.NeedsTest\nneeds dev.lastcall.weaver.Weave")
                        .isFor(HERE))
                .isTrue();
    }

    @Test
    void lineIsNotForALibraryThatLacksSomething() throws Exception {
        assertThat(line("needs dev.lastcall.weaver.NeedsTest\nneeds dev.lastcall.weaver.Nobody")
                        .isFor(HERE))
                .isFalse();
        try (URLClassLoader other = new URLClassLoader(new URL[0], null)) {
            assertThat(line("needs dev.lastcall.weaver.NeedsTest").isFor(other)).isFalse();
        }
    }

    @Test
    void lineThatNeedsNothingIsForEveryVersion() throws Exception {
        assertThat(line("").isFor(HERE)).isTrue();
        assertThat(line("").isFor(null)).isTrue();
    }

    @Test
    void needsAreOfTheLineAboveThem() throws Exception {
        PointTable table = PointTable.read("line a A\nneeds x.Y\nline b B");
        assertThat(table.lines.get(0).needs).containsExactly("x.Y");
        assertThat(table.lines.get(1).needs).isEmpty();
    }

    private static LineRow line(String rows) throws IOException {
        return PointTable.read("line x X\n" + rows).lines.get(0);
    }
}
