package dev.lastcall.demo;

import dev.lastcall.load.Loss;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The runs beside one another, a row for each thing that was counted. */
final class Table {
    private final PrintStream out;
    private final List<Figures> columns;

    Table(PrintStream out, List<Figures> columns) {
        this.out = out;
        this.columns = columns;
    }

    void print() {
        row("", List.of("without agent", "with agent").subList(0, columns.size()));
        row("requests sent", Figures::sent);
        row("in flight at SIGTERM", Figures::inFlightAtSignal);
        row("requests lost", figures -> figures.losses().size());
        for (Loss.How how : Loss.How.values()) {
            if (how != Loss.How.SILENT || columns.stream().anyMatch(figures -> figures.lost(how) > 0)) {
                row("    " + how, figures -> figures.lost(how));
            }
        }
        row("connections refused (safe to retry)", Figures::refused);
        row("orders acknowledged, not in the database", Figures::missingOrders);
        row("orders in the database, not acknowledged", Figures::unacknowledgedOrders);
        row("audit records lost", Figures::missingAudits);
        row("scheduled moves half done", Figures::halfDoneMoves);
        row("prices lost from the write-behind cache", Figures::lostPrices);
        row("exit code", figures -> figures.exit().code());
        row("from SIGTERM to exit", figures -> seconds(figures.exit().sinceSignal()));
        row("from the last response to exit", figures -> seconds(figures.lastResponseToExit()));
        row("    of it after the lame duck", figures -> seconds(figures.idleToExit()));
    }

    private void row(String name, Function<Figures, Object> value) {
        row(name, columns.stream().map(value).map(Table::text).toList());
    }

    private void row(String name, List<String> values) {
        StringBuilder line = new StringBuilder("%-42s".formatted(name));
        values.forEach(value -> line.append("%16s".formatted(value)));
        out.println(line);
    }

    private static String text(Object value) {
        return value instanceof Number ? String.format(Locale.ROOT, "%,d", value) : value.toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
