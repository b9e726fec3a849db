package dev.lastcall.dist.check;

import dev.lastcall.weaver.PointTable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The library lines that this jar has. */
final class LibraryLines {

    private LibraryLines() {}

    static List<String> names() throws IOException {
        try (Reader tables = new InputStreamReader(
                LibraryLines.class.getClassLoader().getResourceAsStream("lastcall.points"), StandardCharsets.UTF_8)) {
            return PointTable.read(tables).lineNames();
        }
    }
}
