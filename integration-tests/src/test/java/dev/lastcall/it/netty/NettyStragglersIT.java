package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;

/** Requests that are still in flight when their time is up. */
class NettyStragglersIT {
    /** Of the 12 seconds hooks may have 2, and phases after drain-requests 5. */
    private static final String[] GRACE = {"grace-period=12s", "exit.reserve=2s"};

    @EachNetty
    void answerDependsOnTheMethod(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes(GRACE).start();
                RawClient get = RawClient.connect(app.port());
                RawClient post = RawClient.connect(app.port());
                RawClient pipelined = RawClient.connect(app.port())) {
            get.send(Request.get("/never?secret=1"));
            post.send(Request.post("/never"));
            pipelined.send(Request.get("/never"));
            pipelined.send(Request.post("/never"));
            Netty.awaitAsked(app, 4);
            app.signal("TERM");
            assertUnavailable(get.read());
            Response unknown = post.read();
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.text()).isEqualTo("outcome unknown");
            assertThat(unknown.header("Retry-After")).isEmpty();
            assertThat(unknown.announcesClose()).isTrue();
            Response first = pipelined.read();
            assertThat(first.status()).isEqualTo(503);
            assertThat(first.announcesClose()).isFalse();
            assertThat(pipelined.read().text()).isEqualTo("outcome unknown");
            assertThat(pipelined.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(app.awaitExit(Netty.SOON).code()).isEqualTo(143);
            app.stderr().await(Pattern.compile("straggler: GET /never \\("), Netty.SOON);
            app.stderr().await(Pattern.compile("requests? answered 503"), Netty.SOON);
            assertThat(app.stderr().text()).doesNotContain("secret");
        }
    }

    @EachNetty
    void blockedEventLoopIsNamedAndHoldsNobodyUp(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes(GRACE).property("one-group", "true").start();
                RawClient stuck = RawClient.connect(app.port());
                RawClient behind = RawClient.connect(app.port())) {
            behind.send(Request.get("/never"));
            Netty.awaitAsked(app, 1);
            stuck.send(Request.get("/block?n=60000"));
            Netty.awaitAsked(app, 2);
            app.signal("TERM");
            Exit exit = app.awaitExit(Netty.SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(13));
            app.stderr().await(Pattern.compile("straggler: GET /block .* in thread .*"), Netty.SOON);
            assertThat(app.stderr().text()).contains("QuotesHandler.channelRead0");
        }
    }

    @EachNetty
    void responseThatNobodyReadsIsCut(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes(GRACE).start();
                Socket deaf = Netty.hasBegunToReadMuch(app)) {
            app.signal("TERM");
            assertThat(app.awaitExit(Netty.SOON).code()).isEqualTo(143);
            app.stderr().await(Pattern.compile("straggler: GET /bytes \\("), Netty.SOON);
            app.stderr().await(Pattern.compile("1 request cut"), Netty.SOON);
        }
    }

    @EachNetty
    void handlerThatExitsTheJvmIsNotWaitedFor(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start();
                RawClient slow = RawClient.connect(app.port());
                RawClient exits = RawClient.connect(app.port())) {
            slow.send(Request.get("/later?n=1500"));
            Netty.awaitAsked(app, 1);
            exits.send(Request.get("/exit?n=3"));
            Exit exit = app.awaitExit(Netty.SOON);
            assertThat(exit.code()).isEqualTo(3);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(25));
        }
    }

    private static void assertUnavailable(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isPresent();
        assertThat(response.announcesClose()).isTrue();
    }
}
