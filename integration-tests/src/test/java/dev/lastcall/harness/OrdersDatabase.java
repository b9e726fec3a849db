package dev.lastcall.harness;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What the database of {@code orders} holds once its process is gone. A killed process leaves no lock behind: H2 locks the
 * file through the operating system, which lets go of it with the process.
 *
 * @param orders the ids of the orders
 * @param audited the orders that have an audit record
 * @param halfPlaced orders that are neither waiting to be shipped nor shipped, or both
 * @param halfMoved runs of the shipping job that began and never committed
 * @param prices the articles with a price
 * @param moved runs of the shipping job that committed
 */
public record OrdersDatabase(
        Set<String> orders, Set<String> audited, int halfPlaced, int halfMoved, int moved, int prices) {
    public static OrdersDatabase open(Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("orders").toAbsolutePath() + ";IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            return new OrdersDatabase(
                    strings(statement, "SELECT id FROM orders"),
                    strings(statement, "SELECT order_id FROM audit"),
                    number(
                            statement,
                            "SELECT COUNT(*) FROM orders o WHERE"
                                    + " (SELECT COUNT(*) FROM to_ship t WHERE t.order_id = o.id)"
                                    + " + (SELECT COUNT(*) FROM shipped s WHERE s.order_id = o.id) <> 1"),
                    number(statement, "SELECT COUNT(*) FROM job_runs WHERE finished IS NULL"),
                    number(statement, "SELECT COUNT(*) FROM job_runs WHERE finished IS NOT NULL"),
                    number(statement, "SELECT COUNT(*) FROM prices"));
        }
    }

    private static Set<String> strings(Statement statement, String query) throws SQLException {
        Set<String> strings = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
