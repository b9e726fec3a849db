package com.acme.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records every order for the auditors, in the background so that customers need not wait for it. */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final DataSource dataSource;
    private final ThreadPoolExecutor writers =
            new ThreadPoolExecutor(6, 6, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<Runnable>());

    AuditTrail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void record(String orderId) {
        writers.execute(() -> write(orderId));
    }

    private void write(String orderId) {
        try {
            sign();
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement(
                            "INSERT INTO audit (order_id, written) VALUES (?, CURRENT_TIMESTAMP)")) {
                statement.setString(1, orderId);
                statement.executeUpdate();
            }
        } catch (SQLException | InterruptedException e) {
            LOG.error("No audit record for order {}", orderId, e);
        }
    }

    /** The signature service takes its time. */
    private static void sign() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(20, 51));
    }
}
