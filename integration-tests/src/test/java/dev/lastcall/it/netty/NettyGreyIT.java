package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RunningApp;
import dev.lastcall.matrix.Cell;
import dev.lastcall.matrix.Matrix;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known not to work without the agent either, and what it says then. */
class NettyGreyIT {
    static Stream<Cell> cells() {
        return Matrix.grey().stream().filter(cell -> cell.version().line().startsWith("netty-4"));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("cells")
    void serviceThatCannotStartIsWarnedOfOnce(Cell cell) throws Exception {
        try (RunningApp app = new Netty(cell.version(), cell.jdk()).quotes().start()) {
            Pattern warning = Pattern.compile(
                    "WARN lastcall - " + Pattern.quote(cell.version().grey().warning()));
            app.stderr().await(warning, Netty.SOON);
            assertThat(app.stderr().awaitEnd(Netty.SOON))
                    .filteredOn(line -> warning.matcher(line).find())
                    .hasSize(1);
        }
    }
}
