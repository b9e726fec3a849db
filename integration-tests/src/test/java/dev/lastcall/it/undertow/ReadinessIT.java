package dev.lastcall.it.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What probes are told, by handlers and by servlets under a context path. */
class ReadinessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void readinessOfHandlersFailsAtOnceWhileEverythingElseIsServed(Shop shop) throws Exception {
        readiness(shop.handlers(), "", "/other/health", 200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void readinessOfServletsIsFoundBehindTheContextPath(Shop shop) throws Exception {
        readiness(shop.servlets(), "/shop", "/shop/other/health", 200);
    }

    private void readiness(App shop, String context, String other, int otherStatus) throws Exception {
        try (RunningApp app = shop.property("lastcall.phases.lame-duck.quiet", "1s")
                .property("lastcall.phases.lame-duck.max", "1s")
                .start()) {
            int port = app.port();
            assertThat(RawClient.once(port, Request.get(context + "/health")).text())
                    .contains("UP");
            app.signal("TERM");
            app.stderr().await(Shop.done("unready"), SOON);

            Response ready = RawClient.once(port, Request.get(context + "/health?full"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isPresent();
            assertThat(ready.header("Content-Type")).contains("application/json");
            assertThat(ready.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(RawClient.once(port, Request.of("HEAD", context + "/health"))
                            .status())
                    .isEqualTo(503);
            assertThat(RawClient.once(port, Request.post(context + "/health")).status())
                    .isEqualTo(200);
            assertThat(RawClient.once(port, Request.get(context + "/live")).text())
                    .contains("alive");
            assertThat(RawClient.once(port, Request.get(other)).status()).isEqualTo(otherStatus);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void withoutASignalTheAgentChangesNothingInAnAnswer(Shop shop) throws Exception {
        try (RunningApp with = shop.handlers().start();
                RunningApp without = shop.handlers("enabled=false").start()) {
            for (String path :
                    new String[] {"/health", "/empty", "/slow", "/stream?mb=1", "/error", "/refused-upload"}) {
                assertThat(undated(RawClient.once(with.port(), Request.get(path))))
                        .isEqualTo(undated(RawClient.once(without.port(), Request.get(path))));
            }
        }
    }

    private static String undated(Response response) {
        return response.head().replaceAll("Date: .*\r\n", "") + response.bodyLength();
    }
}
