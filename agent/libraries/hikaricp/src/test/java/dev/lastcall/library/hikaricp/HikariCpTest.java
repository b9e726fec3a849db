package dev.lastcall.library.hikaricp;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.resource.PoolControl;
import dev.lastcall.core.time.Clock;
import dev.lastcall.weaver.Line;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HikariCpTest {

    private final Config defaults = Config.read("", Map.of(), Map.of());
    private final Core core = new Core(
            defaults,
            new Owners(List.of()),
            (control, resource) -> {},
            new DrainGate(Clock.SYSTEM, defaults),
            LoggerFactory.getLogger("test"));
    private final Line line = new HikariCp(core);
    private HikariDataSource dataSource = new HikariDataSource(config("orders-pool"));

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void aPoolIsNamedAsItsUsersNamedIt() throws Throwable {
        meet(dataSource);
        assertThat(theOne().toString()).isEqualTo("HikariCP orders-pool");
    }

    @Test
    void borrowedConnectionsAreCounted() throws Throwable {
        meet(dataSource);
        assertThat(borrowed()).isZero();
        try (Connection one = dataSource.getConnection();
                Connection other = dataSource.getConnection()) {
            assertThat(borrowed()).isEqualTo(2);
            one.close();
            assertThat(borrowed()).isEqualTo(1);
        }
        assertThat(borrowed()).isZero();
    }

    @Test
    void closingClosesTheDataSource() throws Throwable {
        meet(dataSource);
        theOne().control().close(theOne().resource());
        assertThat(dataSource.isClosed()).isTrue();
    }

    @Test
    void closingWithAConnectionInUseDoesNotHang() throws Throwable {
        meet(dataSource);
        dataSource.getConnection();
        CountDownLatch closed = new CountDownLatch(1);
        Controlled<PoolControl<Object>> pool = theOne();
        Thread closer = new Thread(() -> {
            try {
                pool.control().close(pool.resource());
                closed.countDown();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        closer.start();
        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDataSourceThatMakesItsPoolLaterIsMetOnce() throws Throwable {
        HikariDataSource lazy = new HikariDataSource();
        lazy.setJdbcUrl("jdbc:h2:mem:lazy");
        lazy.setPoolName("lazy");
        try (Connection connection = lazy.getConnection()) {
            meet(lazy);
            meet(lazy);
            assertThat(core.resources().pools()).hasSize(1);
            assertThat(borrowed()).isEqualTo(1);
        }
        lazy.close();
    }

    @Test
    void aDataSourceWhosePoolIsBeingMadeHasLentNothing() throws Throwable {
        HikariDataSource starting = new HikariDataSource();
        line.point("poolMade").reached(null, starting);
        assertThat(borrowed()).isZero();
    }

    @Test
    void whatTheApplicationClosesIsForgotten() throws Throwable {
        meet(dataSource);
        dataSource.close();
        line.point("poolClosed").reached(dataSource, null);
        assertThat(core.resources().pools()).isEmpty();
    }

    @Test
    void aPoolWithoutADataSourceIsShutDown() throws Throwable {
        HikariConfig config = config("bare");
        config.validate();
        HikariPool pool = new HikariPool(config);
        line.point("poolMade").reached(pool, config);
        assertThat(theOne().toString()).isEqualTo("HikariCP bare");
        try (Connection connection = pool.getConnection()) {
            assertThat(borrowed()).isEqualTo(1);
        }
        theOne().control().close(pool);
        assertThat(pool.getTotalConnections()).isZero();
    }

    /** What the woven constructor of the pool does. */
    private void meet(HikariDataSource made) throws Throwable {
        line.point("poolMade").reached(made.getHikariPoolMXBean(), made);
    }

    private Controlled<PoolControl<Object>> theOne() {
        assertThat(core.resources().pools()).hasSize(1);
        return core.resources().pools().get(0);
    }

    private int borrowed() {
        return theOne().control().borrowed(theOne().resource());
    }

    private static HikariConfig config(String name) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + name);
        config.setPoolName(name);
        config.setMaximumPoolSize(3);
        return config;
    }
}
