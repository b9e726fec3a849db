package dev.lastcall.dist.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ColumnsTest {
    private final Columns columns = new Columns();

    @Test
    void eachColumnIsAsWideAsItsWidestWord() {
        columns.row("a", "bb", "c");
        columns.row("aaa", "b", "");
        assertThat(printed()).containsExactly("a    bb  c", "aaa  b");
    }

    @Test
    @Timeout(10)
    void wordOfManyLettersIsPrintedInNoTimeAndDoesNotPushTheOthersAway() {
        String stars = "*".repeat(50_000);
        columns.row("long", stars, "here");
        for (int i = 0; i < 1_000; i++) {
            columns.row("short", "value", "there");
        }
        assertThat(printed()[0]).isEqualTo("long   " + stars + "  here");
        assertThat(printed()[1]).hasSizeLessThan(150).endsWith("there");
    }

    private String[] printed() {
        StringWriter text = new StringWriter();
        columns.print(new PrintWriter(text));
        return text.toString().split("\\R");
    }
}
