package dev.lastcall.library.hikaricp;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.lastcall.core.resource.PoolControl;

/** Pools behind a data source. */
final class DataSources implements PoolControl<HikariDataSource> {

    @Override
    public String describe(HikariDataSource dataSource) {
        return "HikariCP " + dataSource.getPoolName();
    }

    @Override
    public int borrowed(HikariDataSource dataSource) {
        HikariPoolMXBean pool = dataSource.getHikariPoolMXBean(); // set just after the pool was made, before it lends
        return pool == null ? 0 : pool.getActiveConnections();
    }

    @Override
    public void close(HikariDataSource dataSource) {
        dataSource.close();
    }
}
