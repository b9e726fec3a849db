package dev.lastcall.it.hikaricp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import dev.lastcall.matrix.Cell;
import dev.lastcall.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HikariCpIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CLIENTS = 8;

    private static final String SOURCE = """
            import com.zaxxer.hikari.*;
            import java.io.IOException;
            import java.sql.*;
            import java.util.concurrent.*;
            import javax.servlet.http.HttpServletRequest;
            import javax.servlet.http.HttpServletResponse;
            import org.eclipse.jetty.server.Request;
            import org.eclipse.jetty.server.Server;
            import org.eclipse.jetty.server.ServerConnector;
            import org.eclipse.jetty.server.handler.AbstractHandler;

            public final class Store extends AbstractHandler {
                static final ExecutorService ONE = Executors.newFixedThreadPool(2);
                static final ExecutorService TWO = Executors.newCachedThreadPool();
                static HikariDataSource pool;

                public static void main(String[] args) throws Exception {
                    HikariDataSource other = open("other", "jdbc:h2:mem:other");
                    pool = open("orders-pool", "jdbc:h2:file:" + args[0]);
                    try (Connection connection = pool.getConnection()) {
                        connection.createStatement().execute("CREATE TABLE done (n INT)");
                    }
                    more(args);
                    Server server = new Server();
                    ServerConnector connector = new ServerConnector(server);
                    server.addConnector(connector);
                    server.setHandler(new Store());
                    server.start();
                    System.out.println("listening on " + connector.getLocalPort());
                }

                static HikariDataSource open(String name, String url) {
                    HikariConfig config = new HikariConfig();
                    config.setPoolName(name);
                    config.setJdbcUrl(url);
                    config.setMaximumPoolSize(4);
                    return new HikariDataSource(config);
                }

                static void more(String[] args) throws Exception {
                    MORE
                }

                /** Answers at once; the row is written three hops later. */
                @Override
                public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
                        throws IOException {
                    base.setHandled(true);
                    int n = Integer.parseInt(request.getParameter("n"));
                    ONE.execute(() -> {
                        rest(n % 7);
                        TWO.execute(() -> CompletableFuture.runAsync(() -> insert(n)));
                    });
                    response.getWriter().println("accepted");
                }

                static void insert(int n) {
                    try (Connection connection = pool.getConnection();
                            PreparedStatement statement = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
                        rest(n % 5);
                        statement.setInt(1, n);
                        statement.executeUpdate();
                    } catch (SQLException e) {
                        System.out.println("failed " + e);
                    }
                }

                static void rest(long ms) {
                    try {
                        Thread.sleep(ms);
                    } catch (InterruptedException e) {
                        System.out.println("interrupted");
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    static List<Cell> cells() {
        return Matrix.cells("hikaricp");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyAcknowledgedRequestsTaskIsInTheDatabaseAfterItsLastHop(Cell cell) throws Exception {
        // On 25 all tasks of futures go to the common pool, which has one thread on a small machine: that takes its
        // time.
        try (RunningApp app = store(cell, "", "grace-period=90s", "phases.drain-tasks.timeout=60s")
                .start()) {
            int port = app.port();
            AtomicInteger next = new AtomicInteger();
            AtomicInteger accepted = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> ask(port, next, accepted));
                client.start();
                clients.add(client);
            }
            while (accepted.get() < 500) {
                Thread.onSpinWait();
            }
            app.signal("TERM");
            Exit exit = app.awaitExit(Duration.ofSeconds(95));
            for (Thread client : clients) {
                client.join();
            }
            assertThat(exit.code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().text()).doesNotContain("failed");
            assertThat(rows()).isEqualTo(accepted.get());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aConnectionThatIsOutIsWaitedForAndThePoolsCloseNewestFirst(Cell cell) throws Exception {
        String work = """
                new Thread(() -> {
                    try (Connection connection = pool.getConnection()) {
                        connection.setAutoCommit(false);
                        connection.createStatement().execute("INSERT INTO done VALUES (1)");
                        System.out.println("borrowed");
                        rest(2000);
                        connection.commit();
                        System.out.println("committed");
                    } catch (SQLException e) {
                        System.out.println("failed " + e);
                    }
                }).start();
                """;
        try (RunningApp app = store(cell, work).start()) {
            app.port();
            app.stdout().await(Pattern.compile("^borrowed$"), SOON);
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stdout().awaitEnd(SOON)).contains("committed");
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("close-pools done: HikariCP orders-pool, HikariCP other"));
            assertThat(exit.code()).isZero();
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatNeverComesBackHoldsTheExitOnlyForThePhasesTime() throws Exception {
        try (RunningApp app = store("pool.getConnection();", "phases.close-pools.timeout=500ms")
                .start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(6));
            assertThat(app.stderr().text()).contains("1 connection still borrowed");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void anApplicationWhoseOwnHookClosesThePoolFindsItsRequestsServed(Cell cell) throws Exception {
        String hook = """
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    pool.close();
                    System.out.println("closed by the hook");
                }));
                ONE.execute(() -> {
                    System.out.println("began");
                    rest(700);
                    insert(1);
                });
                """;
        try (RunningApp app = store(cell, hook).start()) {
            app.port();
            app.stdout().await(Pattern.compile("^began$"), SOON);
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("closed by the hook")
                    .noneMatch(line -> line.startsWith("failed"));
            assertThat(exit.code()).isZero();
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void aPoolThatTheApplicationHasClosedIsNobodysConcern() throws Exception {
        try (RunningApp app =
                store("open(\"short-lived\", \"jdbc:h2:mem:short\").close();").start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("close-pools done: HikariCP orders-pool, HikariCP other"))
                    .noneMatch(line -> line.contains("short-lived"));
        }
    }

    private App store(Cell cell, String more, String... options) throws IOException {
        return store(more, options)
                .classpath(cell.version().jars())
                .jdk(cell.jdk())
                .cell(cell);
    }

    private App store(String more, String... options) throws IOException {
        return TinyApp.compile(directory, SOURCE.replace("MORE", more), App.libOf("orders"))
                .argument(directory.resolve("store").toString())
                .property("lastcall.phases.lame-duck.enabled", "false")
                .agent(options);
    }

    private static void ask(int port, AtomicInteger next, AtomicInteger accepted) {
        try (RawClient client = RawClient.connect(port)) {
            while (client.exchange(Request.get("/?n=" + next.incrementAndGet())).status() == 200) { // 503: too late
                accepted.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int rows() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("store"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM done")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
