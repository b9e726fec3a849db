package dev.lastcall.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one benchmark found: tables for people and the same figures, every single one, for programs. */
final class Report {
    static final String HEAD_OF_VERDICTS = """
            | benchmark | measure | against | measured | comparison (quartiles) | target | |
            |---|---|---|---|---|---|---|
            """;

    private static final int COLUMN = 26;

    private final String name;
    private final List<Table> tables = new ArrayList<>();

    Report(String name) {
        this.name = name;
    }

    Table table(String title) {
        System.out.println("measuring " + name + ": " + title);
        Table table = new Table(title);
        tables.add(table);
        return table;
    }

    void print(PrintStream out) {
        for (Table table : tables) {
            out.println();
            out.println(name + ": " + table.name() + " (median, first and third quartile)");
            StringBuilder head = new StringBuilder(pad(""));
            table.sides().forEach(side -> head.append(pad(side)));
            out.println(head.toString().stripTrailing());
            table.rows().forEach((measure, sides) -> {
                StringBuilder line = new StringBuilder(pad(measure));
                table.sides().forEach(side -> line.append(pad(cell(sides.get(side)))));
                out.println(line.toString().stripTrailing());
            });
            table.verdicts().forEach(verdict -> out.println("  " + verdict));
        }
    }

    /** The verdicts as rows of a table in Markdown, for {@link #HEAD_OF_VERDICTS}. */
    String verdicts() {
        StringBuilder rows = new StringBuilder();
        for (Table table : tables) {
            for (Table.Verdict verdict : table.verdicts()) {
                Map<String, Series> sides = table.rows().get(verdict.measure());
                rows.append("| ").append(name).append(": ").append(table.name());
                rows.append(" | ").append(verdict.measure());
                rows.append(" | ").append(verdict.without() == null ? "" : side(verdict.without(), sides));
                rows.append(" | ").append(side(verdict.with(), sides));
                rows.append(" | ").append(verdict.found());
                rows.append(" | ").append(verdict.target());
                rows.append(" | ").append(verdict.outcome()).append(" |\n");
            }
        }
        return rows.toString();
    }

    private static String side(String name, Map<String, Series> sides) {
        return name + " " + Numbers.of(sides.get(name).median());
    }

    Map<String, Object> json(Map<String, Object> machine) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", name);
        json.put("machine", machine);
        json.put("tables", tables.stream().map(Report::json).toList());
        return json;
    }

    private static Map<String, Object> json(Table table) {
        Map<String, Object> rows = new LinkedHashMap<>();
        table.rows().forEach((measure, sides) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            sides.forEach((side, series) -> row.put(side, json(series)));
            rows.put(measure, row);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("rows", rows);
        json.put("verdicts", table.verdicts().stream().map(Report::json).toList());
        return json;
    }

    private static Map<String, Object> json(Series series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", series.median());
        json.put("q1", series.quantile(0.25));
        json.put("q3", series.quantile(0.75));
        json.put("values", series.values());
        return json;
    }

    private static Map<String, Object> json(Table.Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("measure", verdict.measure());
        json.put("with", verdict.with());
        json.put("without", verdict.without());
        json.put("target", verdict.target().toString());
        json.put("median", verdict.comparison().median());
        json.put("met", verdict.isMet());
        return json;
    }

    private static String cell(Series series) {
        if (series == null || series.size() == 0) {
            return "";
        }
        return series.size() == 1
                ? Numbers.of(series.median())
                : Numbers.of(series.median()) + " (" + Numbers.of(series.quantile(0.25)) + "-"
                        + Numbers.of(series.quantile(0.75)) + ")";
    }

    private static String pad(String text) {
        return String.format("%-" + COLUMN + "s ", text);
    }
}
