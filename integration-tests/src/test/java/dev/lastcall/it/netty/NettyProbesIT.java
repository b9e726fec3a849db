package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's codec hands paths on as they were sent. */
class NettyProbesIT {
    static Stream<Netty> newest() {
        return Netty.newest();
    }

    @ParameterizedTest
    @MethodSource("newest")
    void readinessFailsHoweverItsPathIsSpelt(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes("phases.lame-duck.quiet=1s").start()) {
            int port = app.port();
            app.signal("TERM");
            app.stderr().await(Pattern.compile("unready done"), Netty.SOON);
            for (String path :
                    new String[] {"/health", "/health/?full", "/he%61lth;a=b/", "http://x/health;jsessionid=x"}) {
                assertThat(RawClient.once(port, Request.get(path)).status())
                        .as(path)
                        .isEqualTo(503);
            }
            assertThat(RawClient.once(port, Request.get("/orders/health")).status())
                    .isEqualTo(200);
            assertThat(app.awaitExit(Netty.SOON).code()).isZero();
        }
    }
}
