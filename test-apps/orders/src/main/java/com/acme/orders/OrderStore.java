package com.acme.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Writes an order and its entry in the shipping list in one transaction. */
final class OrderStore {
    private final DataSource dataSource;

    OrderStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param checkMillis how long the check of the stock takes, between the two statements */
    void place(String id, long checkMillis) throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insert(connection, "INSERT INTO orders (id, placed) VALUES (?, CURRENT_TIMESTAMP)", id);
                Thread.sleep(checkMillis);
                insert(connection, "INSERT INTO to_ship (order_id) VALUES (?)", id);
                connection.commit();
                OrderCount.add();
            } catch (SQLException | InterruptedException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static void insert(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }
}
