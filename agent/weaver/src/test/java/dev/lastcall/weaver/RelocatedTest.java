package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import dev.lastcall.library.inn.InnLine;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.example.inn.Inn;
import org.example.road.Guest;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** Copies of a library under other names: woven, and served by the same line's code. */
class RelocatedTest {
    private static final String[] LIBRARY = {"org.example.inn.", "org.example.road."};
    private static final String TABLE = """
            line   inn  dev.lastcall.library.inn.InnLine
            owns   org.example.inn.
            owns   org.example.road.
            point  org.example.inn.Inn  receives(Guest)  enter  this,0  arrives
            """;

    private final List<String> warnings = new ArrayList<>();
    private final Core core = new Core(
            Config.read("", Map.of(), Map.of()),
            new Owners(List.of()),
            (control, resource) -> {},
            new DrainGate(Clock.SYSTEM, Config.read("", Map.of(), Map.of())),
            log());

    @Test
    void theLinesTypedCodeServesACopy() throws Exception {
        FatJar jar =
                new FatJar(engine(TABLE)).add("shaded.", Inn.class, LIBRARY).add("shaded.", Guest.class, LIBRARY);
        receive(jar, "shaded.", "shaded.", "Ann");
        assertThat(inFlight()).containsExactly("Ann at shaded.");
        assertThat(core.owners().isLibrary("shaded.org.example.inn.Kitchen")).isTrue();
        assertThat(core.owners().isLibrary("org.example.inn.Kitchen")).isFalse(); // so it is this copy that made it
        assertThat(warnings).isEmpty();
    }

    @Test
    void copiesOfSeveralPrefixesInOneLoaderHaveALineEach() throws Exception {
        FatJar jar = new FatJar(engine(TABLE));
        for (String prefix : List.of("a.", "com.acme.b.")) {
            jar.add(prefix, Inn.class, LIBRARY).add(prefix, Guest.class, LIBRARY);
            receive(jar, prefix, prefix, "Ann");
        }
        assertThat(inFlight()).containsExactlyInAnyOrder("Ann at a.", "Ann at com.acme.b.");
    }

    @Test
    void aCopyThatFailsIsSwitchedOffAndForgottenAlone() throws Exception {
        FatJar jar = new FatJar(engine(TABLE));
        for (String prefix : List.of("a.", "b.")) {
            jar.add(prefix, Inn.class, LIBRARY).add(prefix, Guest.class, LIBRARY);
            receive(jar, prefix, prefix, "Ann");
        }
        receive(jar, "a.", "a.", "thief");
        assertThat(inFlight()).containsExactly("Ann at b.");
        receive(jar, "a.", "a.", "Bob");
        receive(jar, "b.", "b.", "Bob");
        assertThat(inFlight()).containsExactlyInAnyOrder("Ann at b.", "Bob at b.");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("inn (relocated to a.)", "arrives of a.org.example.inn.Inn", "a thief");
    }

    @Test
    void partsThatWereNotRelocatedAreFoundUnderTheirOwnNames() throws Exception {
        FatJar jar = new FatJar(engine(TABLE)).add("", Guest.class).add("shaded.", Inn.class, "org.example.inn.");
        receive(jar, "shaded.", "", "Ann");
        assertThat(inFlight()).containsExactly("Ann at shaded.");
    }

    @Test
    void partsUnderAnotherPrefixAreFoundThereOnceThatWasMet() throws Exception {
        String guests = "point  org.example.road.Guest  name()  exit  -  stir\n";
        FatJar jar = new FatJar(engine(TABLE + guests)).add("b.", Guest.class, LIBRARY);
        jar.addWithPartsAt("a.", Inn.class, "b.", "org.example.road.");
        receive(jar, "a.", "b.", "Ann");
        assertThat(inFlight()).containsExactly("Ann at a.");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aDecoyWithoutTheMethodIsLeftAsItIsWithAWarningWhereThereIsSomethingToDrain() throws Exception {
        Engine engine = engine(TABLE);
        FatJar jar = new FatJar(engine).addDecoy("x.org.example.inn.Inn");
        assertThat(jar.loadClass("x.org.example.inn.Inn").getDeclaredMethods()).isEmpty();
        assertThat(warnings).isEmpty();
        engine.armed();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("x.org.example.inn.Inn.receives[Guest] is not there", "inn (relocated to x.)");

        jar.add("shaded.", Inn.class, LIBRARY).add("shaded.", Guest.class, LIBRARY);
        receive(jar, "shaded.", "shaded.", "Ann");
        assertThat(inFlight()).containsExactly("Ann at shaded.");
    }

    @Test
    void aDecoyWithoutWhatTheLineNeedsIsLeftAsItIsWithAWarning() throws Exception {
        Engine engine = engine(TABLE.replace("owns   org.example.road.", "needs  org.example.inn.Bed"));
        FatJar jar = new FatJar(engine).add("x.", Inn.class, LIBRARY).add("x.", Guest.class, LIBRARY);
        receive(jar, "x.", "x.", "Ann");
        receive(jar, "x.", "x.", "Bob");
        assertThat(inFlight()).isEmpty();
        engine.armed();
        engine.armed();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("x.org.example.inn.Inn", "x.org.example.inn.Bed is not there");
    }

    @Test
    void aDecoyThatIsMetLaterIsNamedAtOnce() throws Exception {
        Engine engine = engine(TABLE);
        engine.armed();
        new FatJar(engine).addDecoy("x.org.example.inn.Inn").loadClass("x.org.example.inn.Inn");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void aCopyOfOtherVersionsOrOfAnotherPartIsPassedByWithoutAWord() throws Exception {
        String older = TABLE.replace("owns   org.example.road.", "needs  org.example.inn.Bed");
        String newer = older.replace("line   inn ", "line   inn-2 ").replace("Bed", "Lobby");
        newer = newer.substring(0, newer.indexOf("point"));
        Engine engine = engine(older + newer);
        engine.armed();
        FatJar jar = new FatJar(engine).addDecoy("x.org.example.inn.Lobby");
        jar.add("x.", Inn.class, LIBRARY).add("x.", Guest.class, LIBRARY);
        receive(jar, "x.", "x.", "Ann");

        Engine other = engine(older.replace("inn.Bed", "hotel.Bed"));
        other.armed();
        FatJar client = new FatJar(other);
        client.add("y.", Inn.class, LIBRARY).add("y.", Guest.class, LIBRARY);
        receive(client, "y.", "y.", "Ann");
        assertThat(inFlight()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void namesInLineCodeMoveWhereverTheyStandAndNothingElseDoes() throws Exception {
        PointTable table = PointTable.read(TABLE);
        FatJar jar = new FatJar(null).add("shaded.", Inn.class, LIBRARY).add("shaded.", Guest.class, LIBRARY);
        Relocation relocation = new Relocation(table.lines.get(0).copy("shaded."), jar);
        assertThat(relocation.map("org/example/inn/Inn")).isEqualTo("shaded/org/example/inn/Inn");
        assertThat(relocation.map("org/example/inn/SinceSomeVersion"))
                .isEqualTo("shaded/org/example/inn/SinceSomeVersion");
        assertThat(relocation.mapMethodDesc("(Lorg/example/road/Guest;[Lorg/example/inn/Inn;J)Ljava/lang/String;"))
                .isEqualTo("(Lshaded/org/example/road/Guest;[Lshaded/org/example/inn/Inn;J)Ljava/lang/String;");
        assertThat(relocation.map("dev/lastcall/library/inn/InnLine")).isEqualTo("dev/lastcall/library/inn/InnLine");
        assertThat(relocation.mapValue("org.example.inn.Inn")).isEqualTo("org.example.inn.Inn");
        byte[] moved =
                relocation.of(Woven.bytesOf(new InnLine(core).point("arrives").getClass()));
        assertThat(new String(moved, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("shaded/org/example/road/Guest")
                .doesNotContain("\u0016org/example/road/Guest"); // as a name by itself: its length stands before it
    }

    private Engine engine(String table) throws IOException {
        Engine engine = Engine.create(core, PointTable.read(table), new TestClasses(), null, new Modules(null));
        engine.start();
        return engine;
    }

    /** The inn has its prefix for a name. */
    private static void receive(FatJar jar, String innPrefix, String guestPrefix, String guest) throws Exception {
        Class<?> inn = jar.loadClass(innPrefix + Inn.class.getName());
        Class<?> guestType = jar.loadClass(guestPrefix + Guest.class.getName());
        inn.getMethod("receives", guestType)
                .invoke(
                        inn.getConstructor(String.class).newInstance(innPrefix),
                        guestType.getConstructor(String.class).newInstance(guest));
    }

    private List<String> inFlight() {
        return core.requests().inFlight().stream().map(Work::describe).toList();
    }

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
                    if (method.getName().equals("warn")) {
                        warnings.add(MessageFormatter.arrayFormat((String) arguments[0], (Object[]) arguments[1])
                                .getMessage());
                    }
                    return null;
                });
    }
}
