package dev.lastcall.dist.check;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of words, each column as wide as its widest word, but for words that would push all rows out of sight. */
final class Columns {

    private static final int WIDEST = 100;

    private final List<String[]> rows = new ArrayList<String[]>();

    void row(String... words) {
        rows.add(words);
    }

    void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(row[i].length(), WIDEST));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(i == 0 ? "" : "  ").append(row[i]);
                for (int pad = row[i].length(); i < row.length - 1 && pad < widths[i]; pad++) {
                    line.append(' ');
                }
            }
            int end = line.length();
            while (end > 0 && line.charAt(end - 1) == ' ') {
                end--;
            }
            out.println(line.substring(0, end));
        }
    }
}
