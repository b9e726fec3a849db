package com.acme.orders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The H2 file database behind its connection pool, with the schema in place. */
final class Database {
    private static final String[] SCHEMA = {
        "CREATE TABLE IF NOT EXISTS orders (id VARCHAR(64) PRIMARY KEY, placed TIMESTAMP NOT NULL)",
        "CREATE TABLE IF NOT EXISTS to_ship (order_id VARCHAR(64) PRIMARY KEY)",
        "CREATE TABLE IF NOT EXISTS shipped (order_id VARCHAR(64) PRIMARY KEY)",
        "CREATE TABLE IF NOT EXISTS audit (id IDENTITY, order_id VARCHAR(64) NOT NULL, written TIMESTAMP NOT NULL)",
        "CREATE TABLE IF NOT EXISTS job_runs (id IDENTITY, started TIMESTAMP NOT NULL, finished TIMESTAMP)",
        "CREATE TABLE IF NOT EXISTS prices (article VARCHAR(64) PRIMARY KEY, cents INT NOT NULL)",
    };

    static DataSource open(String directory) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl("jdbc:h2:file:" + new File(directory, "orders").getAbsolutePath());
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(30);
        DataSource dataSource = new HikariDataSource(config);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : SCHEMA) {
                statement.execute(table);
            }
        }
        return dataSource;
    }

    private Database() {}
}
