package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookUpTest {
    private static final String TABLE = """
            line   jetty  dev.lastcall.library.jetty.Jetty
            needs  org.eclipse.jetty.server.State
            owns   org.eclipse.jetty.
            except com.acme.fork.
            point  org.eclipse.jetty.server.HttpChannel  recycle()  enter  this  ends
            point  java.lang.Shutdown                    exit(int)  enter  0     exits
            line   other  dev.lastcall.library.other.Other
            point  com.acme.HttpChannel                  close()    exit   this  closed
            """;

    private final PointTable table = PointTable.read(TABLE);
    private final LookUp lookUp = new LookUp(table.points);

    @Test
    void onlyTheWholeNameIsTheOriginals() {
        PointRow point = one("org/eclipse/jetty/server/HttpChannel");
        assertThat(point).isSameAs(table.points.get(0));
        assertThat(lookUp.pointsOf("com/acme/HttpChannel")).containsExactly(table.points.get(2));
        assertThat(lookUp.pointsOf("HttpChannel")).isEmpty();
        assertThat(lookUp.pointsOf("org/eclipse/jetty/server/HttpChannel$Inner"))
                .isEmpty();
        assertThat(lookUp.pointsOf("org/eclipse/jetty/client/HttpChannel")).isEmpty();
    }

    @Test
    void classBehindAnyPrefixIsACopysWithThePointsOfTheOriginal() {
        for (String prefix : List.of("shaded.", "com.acme.repackaged.", "a.")) {
            PointRow point = one(prefix.replace('.', '/') + "org/eclipse/jetty/server/HttpChannel");
            assertThat(point.className).isEqualTo(prefix + "org.eclipse.jetty.server.HttpChannel");
            assertThat(point.signature()).isEqualTo("recycle()");
            assertThat(point.call).isEqualTo("ends");
            assertThat(point.line.prefix).isEqualTo(prefix);
            assertThat(point.line.needs).containsExactly(prefix + "org.eclipse.jetty.server.State");
            assertThat(point.line.owns).containsExactly(prefix + "org.eclipse.jetty.");
            assertThat(point.line.toString()).contains("jetty", prefix);
        }
    }

    @Test
    void eachPrefixHasALineOfItsOwnThatFailsAlone() {
        LineRow first = one("first/org/eclipse/jetty/server/HttpChannel").line;
        LineRow second = one("second/org/eclipse/jetty/server/HttpChannel").line;
        assertThat(first).isNotSameAs(second);
        assertThat(one("first/org/eclipse/jetty/server/HttpChannel").line).isSameAs(first);
        first.off = true;
        assertThat(lookUp.pointsOf("first/org/eclipse/jetty/server/HttpChannel"))
                .isEmpty();
        assertThat(one("second/org/eclipse/jetty/server/HttpChannel").line.off).isFalse();
        assertThat(one("org/eclipse/jetty/server/HttpChannel").line.off).isFalse();
    }

    @Test
    void aCopyGoesOnWhereTheOriginalHasFailed() {
        table.lines.get(0).off = true;
        assertThat(lookUp.pointsOf("org/eclipse/jetty/server/HttpChannel")).isEmpty();
        assertThat(one("shaded/org/eclipse/jetty/server/HttpChannel").line.off).isFalse();
    }

    @Test
    void namesThatMerelyEndAlikeOrHaveAnotherHeadAreNobodys() {
        for (String name : List.of(
                "myorg/eclipse/jetty/server/HttpChannel",
                "x/myorg/eclipse/jetty/server/HttpChannel",
                "/org/eclipse/jetty/server/HttpChannel",
                "com/acme/jetty/server/HttpChannel",
                "eclipse/jetty/server/HttpChannel")) {
            assertThat(lookUp.pointsOf(name)).as(name).isEmpty();
        }
    }

    @Test
    void whatALineDoesNotOwnHasNoCopies() {
        assertThat(lookUp.pointsOf("java/lang/Shutdown")).hasSize(1);
        assertThat(lookUp.pointsOf("shaded/java/lang/Shutdown")).isEmpty();
        assertThat(lookUp.pointsOf("shaded/com/acme/HttpChannel")).isEmpty();
    }

    @Test
    void exceptedCopiesAreLeftAloneWhoeverHasCopiedThemAgain() {
        assertThat(lookUp.pointsOf("com/acme/fork/org/eclipse/jetty/server/HttpChannel"))
                .isEmpty();
        assertThat(lookUp.pointsOf("shaded/com/acme/fork/org/eclipse/jetty/server/HttpChannel"))
                .isEmpty();
        assertThat(one("com/acme/forked/org/eclipse/jetty/server/HttpChannel").line.prefix)
                .isEqualTo("com.acme.forked.");
        assertThat(one("telecom/acme/fork/org/eclipse/jetty/server/HttpChannel").line.prefix)
                .isEqualTo("telecom.acme.fork.");
    }

    @Test
    void copiesCanBeSwitchedOff() {
        table.lines.get(0).switchCopiesOff();
        assertThat(lookUp.pointsOf("shaded/org/eclipse/jetty/server/HttpChannel"))
                .isEmpty();
        assertThat(lookUp.pointsOf("org/eclipse/jetty/server/HttpChannel")).hasSize(1);
    }

    @Test
    void aLoadedClassIsFoundByItsNameWithDots() {
        assertThat(lookUp.pointsOfClass("com.acme.HttpChannel")).containsExactly(table.points.get(2));
        assertThat(lookUp.pointsOfClass("com.acme.Other")).isEmpty();
        assertThat(lookUp.pointsOfClass("HttpChannel")).isEmpty();
    }

    private PointRow one(String internalName) {
        List<PointRow> found = lookUp.pointsOf(internalName);
        assertThat(found).as(internalName).hasSize(1);
        return found.get(0);
    }
}
