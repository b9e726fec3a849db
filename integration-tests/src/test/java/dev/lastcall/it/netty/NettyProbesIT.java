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
        String[] probes = {"/health", "/health/?full", "/he%61lth;a=b/", "http://x/health;jsessionid=x"};
        try (RunningApp app = netty.quotes().start();
                RawClient slow = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            RawClient[] clients = new RawClient[probes.length];
            for (int i = 0; i < probes.length; i++) {
                clients[i] = RawClient.connect(app.port());
                assertThat(clients[i].get(probes[i]).status()).as(probes[i]).isEqualTo(200);
            }
            slow.send(Request.get("/slow?ms=4000"));
            app.signal("TERM");
            app.stderr().await(Pattern.compile("unready done"), Netty.SOON);
            for (int i = 0; i < probes.length; i++) {
                assertThat(clients[i].get(probes[i]).status()).as(probes[i]).isEqualTo(503);
                clients[i].close();
            }
            assertThat(other.get("/orders/health").status()).isEqualTo(200);
            assertThat(slow.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(Netty.SOON).code()).isZero();
        }
    }
}
