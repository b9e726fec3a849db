package dev.lastcall.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.OrdersDatabase;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The service of the other tests, as its authors left it. */
class OrdersIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path database;

    @EachJdk
    void servesAllThatItPromises(Jdk jdk) throws Exception {
        try (RunningApp app = App.orders(database).jdk(jdk).start();
                RawClient client = RawClient.connect(app.port())) {
            assertThat(client.get("/fast").text()).isEqualTo("hello\n");
            assertThat(client.get("/health").status()).isEqualTo(200);
            assertThat(client.get("/live").status()).isEqualTo(200);
            assertThat(client.get("/slow?ms=5").text()).isEqualTo("done\n");
            assertThat(client.get("/async?ms=5").text()).isEqualTo("later\n");
            assertThat(client.exchange(Request.post("/orders?id=a")).status()).isEqualTo(201);
            assertThat(client.get("/stream?mb=2&length=1").bodyLength()).isEqualTo(2 << 20);
            Response stream = client.get("/stream?mb=2&ms=1");
            assertThat(stream.bodyLength()).isEqualTo(2 << 20);
            assertThat(stream.header("Transfer-Encoding")).contains("chunked");
            assertThat(client.exchange(Request.post("/orders?id=a")).status()).isEqualTo(500);
        }
    }

    @EachJdk
    void endsWithTheCodeThatTheExitRequestAsksFor(Jdk jdk) throws Exception {
        try (RunningApp app = App.orders(database).jdk(jdk).start()) {
            Response response = RawClient.once(app.port(), Request.get("/exit?code=3"));
            assertThat(response.outcome()).isIn(Outcome.RESET, Outcome.CLOSED);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(3);
        }
    }

    @EachJdk
    void sigtermCutsWhatIsInFlight(Jdk jdk) throws Exception {
        try (RunningApp app = App.orders(database).jdk(jdk).start();
                RawClient slow = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            slow.send(Request.post("/orders?id=slow&ms=10000"));
            assertThat(other.exchange(Request.post("/orders?id=other")).status())
                    .isEqualTo(201);
            assertThat(other.get("/slow?ms=1000").text()).isEqualTo("done\n"); // until that is on disk, see below
            app.signal("TERM");
            assertThat(slow.read().outcome()).isIn(Outcome.RESET, Outcome.CLOSED);
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(5));
        }
        OrdersDatabase after = OrdersDatabase.open(database);
        assertThat(after.orders()).containsExactly("other");
        assertThat(after.halfPlaced()).isZero();
    }

    @EachJdk
    void databaseOpensAfterAKill(Jdk jdk) throws Exception {
        try (RunningApp app = App.orders(database).jdk(jdk).start();
                RawClient client = RawClient.connect(app.port())) {
            // H2 writes behind by up to half a second: what was committed a second ago is on disk.
            assertThat(client.exchange(Request.post("/orders?id=first")).status())
                    .isEqualTo(201);
            assertThat(client.exchange(Request.post("/orders?id=later&ms=1000")).status())
                    .isEqualTo(201);
            app.signal("KILL");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(137);
        }
        assertThat(OrdersDatabase.open(database).orders()).contains("first");
    }
}
