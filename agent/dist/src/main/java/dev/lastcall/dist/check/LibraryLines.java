package dev.lastcall.dist.check;

import dev.lastcall.dist.Start;
import dev.lastcall.weaver.PointTable;
import java.io.IOException;
import java.util.List;

/** The library lines that this jar has. */
final class LibraryLines {

    private LibraryLines() {}

    static List<String> names() throws IOException {
        return PointTable.read(Start.points(LibraryLines.class.getClassLoader()))
                .lineNames();
    }
}
