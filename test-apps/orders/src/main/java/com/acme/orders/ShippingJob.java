package com.acme.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what waits in {@code to_ship} over to {@code shipped}, all in one transaction. Each run enters itself into
 * {@code job_runs} when it begins and is marked finished by the transaction of its move.
 */
final class ShippingJob {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingJob.class);
    private static final long PERIOD_MILLIS = 100;
    private static final long PRINTING_MILLIS = 80;

    private final DataSource dataSource;

    ShippingJob(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void scheduleOn(ScheduledExecutorService scheduler) {
        scheduler.scheduleAtFixedRate(this::run, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try (Connection connection = dataSource.getConnection()) {
            List<String> waiting = waiting(connection);
            if (!waiting.isEmpty()) {
                long run = started(connection);
                connection.setAutoCommit(false);
                move(connection, waiting, run);
                connection.commit();
            }
        } catch (Exception e) {
            LOG.error("Shipping failed, next try in {} ms", PERIOD_MILLIS, e);
        }
    }

    private static List<String> waiting(Connection connection) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT order_id FROM to_ship LIMIT 50")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static long started(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO job_runs (started) VALUES (CURRENT_TIMESTAMP)", Statement.RETURN_GENERATED_KEYS)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void move(Connection connection, List<String> ids, long run)
            throws SQLException, InterruptedException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO shipped (order_id) VALUES (?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM to_ship WHERE order_id = ?");
                PreparedStatement finish =
                        connection.prepareStatement("UPDATE job_runs SET finished = CURRENT_TIMESTAMP WHERE id = ?")) {
            for (String id : ids) {
                insert.setString(1, id);
                insert.addBatch();
                delete.setString(1, id);
                delete.addBatch();
            }
            insert.executeBatch();
            Thread.sleep(PRINTING_MILLIS);
            delete.executeBatch();
            finish.setLong(1, run);
            finish.executeUpdate();
        }
    }
}
