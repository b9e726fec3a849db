package dev.lastcall.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JdksTest {
    private final Jdk current = Jdk.current();

    @Test
    void byDefaultTheOneThatRunsTheBuild() {
        assertThat(Jdks.parse("")).containsExactly(current);
    }

    @Test
    void listNamesVersionsAndPaths() {
        assertThat(Jdks.parse(current.version() + "=" + current.home())).containsExactly(current);
    }

    @Test
    void wrongVersionWrongPathAndWrongFormAreSaid() {
        assertThatThrownBy(() -> Jdks.parse("7=" + current.home()))
                .hasMessageContaining("is a JDK " + current.version());
        assertThatThrownBy(() -> Jdks.parse("8=/nowhere")).hasMessage("JDK 8: there is no bin/java in /nowhere");
        assertThatThrownBy(() -> Jdks.parse("/opt/jdk")).hasMessageContaining("is not <version>=<path>");
    }
}
