package dev.lastcall.library.hikaricp;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.lastcall.core.Core;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;

/**
 * HikariCP 2.4 to 7. A data source is put under control when its pool is made, which may be at its first connection. It is
 * closed as the application would, so that it says afterwards that it is closed; a pool without one is shut down itself.
 */
public final class HikariCp implements Line {

    private final Resources resources;
    private final DataSources dataSources = new DataSources();
    private final BarePools barePools = new BarePools();

    public HikariCp(Core core) {
        this.resources = core.resources();
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "poolMade":
                return new PoolMade();
            case "poolClosed":
                return new PoolClosed();
            default:
                throw new IllegalArgumentException(call);
        }
    }

    /** A data source is its own pool's configuration. */
    private final class PoolMade extends Point {
        @Override
        public Object reached(Object pool, Object config) {
            if (config instanceof HikariDataSource) {
                resources.add(dataSources, (HikariDataSource) config);
            } else {
                resources.add(barePools, (HikariPool) pool);
            }
            return null;
        }
    }

    private final class PoolClosed extends Point {
        @Override
        public Object reached(Object poolOrDataSource, Object none) {
            resources.remove(poolOrDataSource);
            return null;
        }
    }
}
