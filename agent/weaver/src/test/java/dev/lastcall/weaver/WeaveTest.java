package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.weaver.Woven.Reached;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeaveTest {
    private final Woven quiet = new Woven(any -> null);

    private static Object call(Object on, String method, Object... arguments) throws Throwable {
        for (java.lang.reflect.Method candidate : on.getClass().getMethods()) {
            if (candidate.getName().equals(method)) {
                try {
                    return candidate.invoke(on, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
        throw new NoSuchMethodException(method);
    }

    private Object specimen(Woven woven, String... rows) throws Exception {
        return woven.define(Specimen.class, rows).getConstructor().newInstance();
    }

    @Test
    void enterPassesThisAndArguments() throws Throwable {
        Object specimen = specimen(quiet, "sum enter this,1 begins");
        assertThat(call(specimen, "sum", 3, 5L, 0.5)).isEqualTo(15L);
        assertThat(quiet.reached).containsExactly(new Reached("begins", specimen, 5L));
    }

    @Test
    void gatedPointsAreReachedOnceTheGateCloses() throws Throwable {
        Woven woven = new Woven(any -> any.call().equals("asks") ? "other" : null);
        Object specimen =
                specimen(woven, "text instead 0 asks gated", "text exit return ends gated", "flag exit - ends");
        assertThat(call(specimen, "text", "a")).isEqualTo("own a");
        assertThat(call(specimen, "flag")).isEqualTo(true);
        assertThat(woven.reached).containsExactly(new Reached("ends", null, null));
        woven.closeGate();
        assertThat(call(specimen, "text", "a")).isEqualTo("other");
        assertThat(woven.reached.subList(1, woven.reached.size())).contains(new Reached("asks", "a", null));
    }

    @Test
    void aTaggedClassHoldsWhatTheAgentKnowsOfAnObject() throws Throwable {
        PointRow tag = PointRow.tag(new LineRow("test", "dev.lastcall.test.Test"), Specimen.class.getName());
        byte[] once = quiet.weave().weave(null, Woven.bytesOf(Specimen.class), List.of(tag));
        byte[] twice = quiet.weave().weave(null, once, List.of(tag)); // by another agent's copy of the first bytes
        for (byte[] woven : List.of(once, twice)) {
            Class<?> type = quiet.define(Specimen.class, woven);
            LastCall.Tagged specimen = (LastCall.Tagged) type.getConstructor().newInstance();
            assertThat(specimen.lastCallTag()).isNull();
            specimen.lastCallTag("kept");
            assertThat(specimen.lastCallTag()).isEqualTo("kept");
            assertThat(call(specimen, "flag")).isEqualTo(true);
            assertThat(type.getDeclaredField("lastCallTag")).matches(Field::isSynthetic);
            assertThat(Modifier.isTransient(type.getDeclaredField("lastCallTag").getModifiers()))
                    .isTrue();
        }
    }

    @Test
    void anInterfaceCannotBeTagged() {
        PointRow tag = PointRow.tag(new LineRow("test", "dev.lastcall.test.Test"), Runnable.class.getName());
        assertThatThrownBy(() -> quiet.weave().weave(null, Woven.bytesOf(Runnable.class), List.of(tag)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java/lang/Runnable is an interface and cannot be tagged");
    }

    @Test
    void anythingElseBehindTheCallIsRefused() {
        String row = "point com.acme.Server stop() enter this stops never";
        assertThatThrownBy(() -> PointTable.read("line acme com.acme.Line\n" + row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table of points: cannot read \"" + row + "\"")
                .hasRootCauseMessage("expected nothing or gated, not never");
    }

    @Test
    void exitPassesTheArgumentsThatTheMethodWasCalledWith() throws Throwable {
        Object specimen = specimen(quiet, "sum exit 0,2 ends", "shared exit 0,return ends");
        assertThat(call(specimen, "sum", 3, 5L, 1.5)).isEqualTo(16L);
        assertThat(call(specimen, "shared", "mine")).isEqualTo("shared");
        assertThat(quiet.reached).containsExactly(new Reached("ends", 3, 1.5), new Reached("ends", "mine", "shared"));
    }

    @Test
    void exitIsReachedByThrowToo() throws Throwable {
        Object specimen = specimen(quiet, "fails exit 0,this ends");
        assertThatThrownBy(() -> call(specimen, "fails", "mine"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gone");
        assertThat(quiet.reached).containsExactly(new Reached("ends", "mine", specimen));
    }

    @Test
    void exitIsReachedOnceThroughTheMethodsOwnHandlers() throws Throwable {
        Object specimen = specimen(quiet, "guarded exit return ends");
        assertThat(call(specimen, "guarded", " a ")).isEqualTo("a");
        assertThat(call(specimen, "guarded", (Object) null)).isEqualTo("caught");
        assertThat(quiet.reached).containsExactly(new Reached("ends", "a", null), new Reached("ends", "caught", null));
    }

    @Test
    void constructorsExitByReturnOnly() throws Throwable {
        Class<?> type = quiet.define(Specimen.class, "<init>(int) exit this,0 made");
        Object made = type.getConstructor(int.class).newInstance(1);
        assertThatThrownBy(() -> type.getConstructor(int.class).newInstance(-1))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(quiet.reached).containsExactly(new Reached("made", made, 1));
    }

    @Test
    void insteadLetsTheMethodRun() throws Throwable {
        Object specimen = specimen(quiet, "text instead 0,field:count asks", "flag instead field:SHARED asks");
        assertThat(call(specimen, "text", "a")).isEqualTo("own a");
        assertThat(call(specimen, "flag")).isEqualTo(true);
        assertThat(quiet.reached).containsExactly(new Reached("asks", "a", 7L), new Reached("asks", "shared", null));
    }

    @Test
    void insteadReturnsWhatItIsTold() throws Throwable {
        Woven woven = new Woven(any -> switch (any.call()) {
            case "text" -> "other";
            case "sum" -> 99L;
            default -> LastCall.SKIP;
        });
        Object specimen = specimen(
                woven,
                "text instead - text",
                "sum instead - sum",
                "flag instead - skip",
                "fails instead - skip",
                "guarded instead - skip",
                "locked instead - skip");
        assertThat(call(specimen, "text", "a")).isEqualTo("other");
        assertThat(call(specimen, "sum", 1, 1L, 1.0)).isEqualTo(99L);
        assertThat(call(specimen, "flag")).isEqualTo(false);
        assertThat(call(specimen, "fails", "a")).isNull();
        assertThat(call(specimen, "guarded", "a")).isNull();
        assertThat(call(specimen, "locked", "a")).isEqualTo('\0');
    }

    @Test
    void theFirstRowOfAMethodGoesOutermost() throws Throwable {
        Object specimen =
                specimen(quiet, "text exit 0 a", "text instead this b", "text enter 0 c", "text exit return,0 d");
        assertThat(call(specimen, "text", "x")).isEqualTo("own x");
        assertThat(quiet.reached).extracting(Reached::call).containsExactly("b", "c", "d", "a");

        Woven skipping = new Woven(any -> any.call().equals("b") ? "skipped" : null);
        Object skipped = specimen(skipping, "text exit 0 a", "text instead this b", "text exit return,0 d");
        assertThat(call(skipped, "text", "x")).isEqualTo("skipped");
        assertThat(skipping.reached).extracting(Reached::call).containsExactly("b", "a");
    }

    @Test
    void whatTheBridgeThrowsStaysThere() throws Throwable {
        Woven broken = new Woven(any -> {
            throw new StackOverflowError("of the agent");
        });
        Object specimen = specimen(
                broken,
                "text enter this a",
                "text instead this a",
                "text exit 0,return a",
                "guarded exit 0 a",
                "fails exit 0 a",
                "loopsAtOnce enter 0 a",
                "<init>() exit this a");
        assertThat(call(specimen, "text", "a")).isEqualTo("own a");
        assertThat(call(specimen, "guarded", " a ")).isEqualTo("a");
        assertThat(call(specimen, "loopsAtOnce", 3)).isEqualTo(0);
        assertThatThrownBy(() -> call(specimen, "fails", "a")).isInstanceOf(IllegalStateException.class);
        assertThat(broken.reached).hasSize(7);
    }

    @Test
    void stirIsWovenWhereItsRowSays() throws Throwable {
        Object specimen = specimen(quiet, "nothing enter - stir", "fails exit - stir", "text exit - stir");
        call(specimen, "nothing");
        assertThat(quiet.stirs).isEqualTo(1);
        call(specimen, "text", "a");
        assertThat(quiet.stirs).isEqualTo(2);
        assertThatThrownBy(() -> call(specimen, "fails", "a")).isInstanceOf(IllegalStateException.class);
        assertThat(quiet.stirs).isEqualTo(2);
    }

    @Test
    void missingPointIsSaidUnlessItIsOptional() throws Exception {
        assertThatThrownBy(() -> quiet.define(Specimen.class, "text(int) enter this a"))
                .isInstanceOf(Weave.MissingPoint.class)
                .hasMessageContaining("Specimen.text[int] is not there");
        quiet.define(Specimen.class, "text(int)? enter this a");
    }

    @Test
    void whatCannotBeWovenIsSaid() {
        assertThatThrownBy(() -> quiet.define(Specimen.class, "text enter return a"))
                .hasMessageContaining("has no result yet");
        assertThatThrownBy(() -> quiet.define(Specimen.class, "shared enter this a"))
                .hasMessageContaining("is static");
        assertThatThrownBy(() -> quiet.define(Specimen.class, "<init>(int) enter this a"))
                .hasMessageContaining("has no \"this\" yet");
        assertThatThrownBy(() -> quiet.define(Specimen.class, "<init>(int) instead - a"))
                .hasMessageContaining("constructor");
        assertThatThrownBy(() -> quiet.define(Specimen.class, "text enter field:none a"))
                .hasMessageContaining("has no field none");
    }

    @Test
    void aClassOfANewerJavaIsWovenAllTheSame() throws Exception {
        byte[] future = Woven.bytesOf(Specimen.class);
        future[7] = 99;
        byte[] woven = quiet.weave().weave(null, future, List.of(Woven.row(Specimen.class, "text enter this a")));
        assertThat(woven[7]).isEqualTo((byte) 99);
        assertThat(woven.length).isGreaterThan(future.length);
    }
}
