package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.example.inn.Inn;
import org.example.road.Guest;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/** Points that are reached by a target of their own, not by their number. */
class TargetsTest {
    private final Core core = new Core(
            Config.read("", Map.of(), Map.of()),
            new Owners(List.of()),
            (control, resource) -> {},
            new DrainGate(Clock.SYSTEM, Config.read("", Map.of(), Map.of())),
            NOPLogger.NOP_LOGGER);

    @Test
    void pointOfTheJvmsOwnLoadersHasATargetUntilItsLineFails() throws Exception {
        Engine engine = engine("org.example.inn.Tavern  welcomes(Guest)");
        byte[] bytes =
                getClass().getResourceAsStream("/org/example/inn/Tavern.class").readAllBytes();
        Class<?> tavern = MethodHandles.privateLookupIn(Inn.class, MethodHandles.lookup())
                .defineClass(
                        engine.transform(getClass().getClassLoader(), "org/example/inn/Tavern", null, null, bytes));
        Inn inn = (Inn) tavern.getConstructor(String.class).newInstance("Swan");
        Guest[] guests = {new Guest("Ann"), new Guest("Bob"), new Guest("thief"), new Guest("Carl")};
        for (int i = 0; i < 2; i++) {
            tavern.getMethod("welcomes", Guest.class).invoke(inn, guests[i]);
            assertThat(hasTarget()).isTrue();
        }
        assertThat(inFlight()).containsExactlyInAnyOrder("Ann at Swan", "Bob at Swan");
        for (int i = 2; i < 4; i++) {
            tavern.getMethod("welcomes", Guest.class).invoke(inn, guests[i]);
            assertThat(hasTarget()).isFalse();
            assertThat(inFlight()).isEmpty();
        }
    }

    @Test
    void pointOfALoaderThatMayGoIsNotHeldByTheBridge() throws Exception {
        FatJar jar = new FatJar(engine("org.example.inn.Inn  receives(Guest)"))
                .add("", Inn.class)
                .add("", Guest.class);
        Class<?> guest = jar.loadClass(Guest.class.getName());
        Class<?> inn = jar.loadClass(Inn.class.getName());
        Object ann = guest.getConstructor(String.class).newInstance("Ann");
        inn.getMethod("receives", guest).invoke(inn.getConstructor(String.class).newInstance("Swan"), ann);
        assertThat(inFlight()).containsExactly("Ann at Swan");
        assertThat(hasTarget()).isFalse();
    }

    private Engine engine(String point) throws Exception {
        String table = "line inn dev.lastcall.library.inn.InnLine\npoint " + point + " enter this,0 arrives";
        Engine engine = Engine.create(core, PointTable.read(table), new TestClasses(), null, new Modules(null));
        engine.start();
        return engine;
    }

    private static boolean hasTarget() {
        return IntStream.range(0, LastCall.TARGETS).mapToObj(LastCall::target).anyMatch(Point.class::isInstance);
    }

    private List<String> inFlight() {
        return core.requests().inFlight().stream().map(Work::describe).toList();
    }
}
