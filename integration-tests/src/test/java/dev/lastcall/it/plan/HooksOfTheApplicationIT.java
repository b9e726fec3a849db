package dev.lastcall.it.plan;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;

/** The drain is over before the first shutdown hook runs, so nothing that a hook closes is missed by a request. */
class HooksOfTheApplicationIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void hookThatClosesThePoolComesAfterTheLastRequest(Jdk jdk) throws Exception {
        Web web = Web.app().first("""
                        com.zaxxer.hikari.HikariConfig config = new com.zaxxer.hikari.HikariConfig();
                        config.setJdbcUrl("jdbc:h2:mem:test");
                        com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource(config);
                        KEPT.put("pool", pool);
                        onExit(() -> { say("closing"); pool.close(); });
                        """).path("/query", """
                        say("query begins");
                        RELEASE.await();
                        try (java.sql.Connection connection = ((javax.sql.DataSource) KEPT.get("pool")).getConnection();
                                java.sql.ResultSet row = connection.createStatement().executeQuery("select 42")) {
                            row.next();
                            out.print(row.getInt(1));
                        }
                        """);
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient query = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            query.send(Request.get("/query"));
            app.stdout().await(line("query begins"), SOON);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(query.read().text()).isEqualTo("42");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("closing");
        }
    }

    @EachJdk
    void jettyThatStopsItselfInAHookLosesNothingNow(Jdk jdk) throws Exception {
        losesNothing(Web.app().server("server.setStopAtShutdown(true);"), jdk);
    }

    @EachJdk
    void hookThatStopsTheServerLosesNothingNow(Jdk jdk) throws Exception {
        losesNothing(Web.app().started("onExit(() -> { server.stop(); say(\"stopped\"); });"), jdk);
    }

    @EachJdk
    void hookThatHaltsWithACodeOfItsOwnHasTheLastWord(Jdk jdk) throws Exception {
        Web web = Web.app()
                .first("onExit(() -> { Thread.currentThread().setName(\"bye\"); Runtime.getRuntime().halt(7); });");
        try (RunningApp app = web.agent().jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(7);
            assertThat(app.stderr().awaitEnd(SOON))
                    .last()
                    .asString()
                    .endsWith("the exit code is 7, not 0: thread bye ends the JVM with it");
        }
    }

    private static void losesNothing(Web web, Jdk jdk) throws Exception {
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("drained clean"), SOON);
        }
    }
}
