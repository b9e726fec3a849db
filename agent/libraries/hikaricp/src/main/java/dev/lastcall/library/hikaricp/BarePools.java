package dev.lastcall.library.hikaricp;

import com.zaxxer.hikari.pool.HikariPool;
import dev.lastcall.core.resource.PoolControl;

/** Pools that somebody uses without a data source. */
final class BarePools implements PoolControl<HikariPool> {

    @Override
    public String describe(HikariPool pool) {
        return "HikariCP " + pool; // its name
    }

    @Override
    public int borrowed(HikariPool pool) {
        return pool.getActiveConnections();
    }

    @Override
    public void close(HikariPool pool) throws InterruptedException {
        pool.shutdown();
    }
}
