package com.acme.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prices, written to the database once a minute rather than at each change. */
final class PriceCache {
    private static final Logger LOG = LoggerFactory.getLogger(PriceCache.class);
    private static final long PERIOD_MILLIS = 60_000;

    private final DataSource dataSource;
    private final Map<String, Integer> prices = new ConcurrentHashMap<>();
    private final Map<String, Integer> dirty = new LinkedHashMap<>();

    PriceCache(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void startWriter() {
        Thread writer = new Thread(this::writeForEver, "price-writer-1");
        writer.setDaemon(true);
        writer.start();
    }

    void put(String article, int cents) {
        prices.put(article, cents);
        synchronized (dirty) {
            dirty.put(article, cents);
        }
    }

    Integer get(String article) {
        return prices.get(article);
    }

    private void writeForEver() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                flush();
            }
        } catch (InterruptedException e) {
            LOG.info("Prices are no longer written");
        }
    }

    /** Writes what has changed since the last time. */
    private void flush() {
        List<Map.Entry<String, Integer>> changed;
        synchronized (dirty) {
            changed = new ArrayList<>(dirty.entrySet());
            dirty.clear();
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement merge =
                        connection.prepareStatement("MERGE INTO prices (article, cents) KEY (article) VALUES (?, ?)")) {
            for (Map.Entry<String, Integer> price : changed) {
                merge.setString(1, price.getKey());
                merge.setInt(2, price.getValue());
                merge.addBatch();
            }
            merge.executeBatch();
            LOG.info("Wrote {} prices", changed.size());
        } catch (SQLException e) {
            LOG.error("{} prices are not written", changed.size(), e);
        }
    }
}
