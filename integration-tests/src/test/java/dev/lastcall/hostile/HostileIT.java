package dev.lastcall.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.load.Backend;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of impolite clients beside well-behaved ones, before and during the drain. {@code -Dhostile.seconds=600} goes on
 * for so long on each server, {@code -Dhostile.seed=} chooses other clients; every run and failure names its seed.
 */
@Timeout(3600)
@Isolated("hundreds of clients take the processor from the clocks of others")
class HostileIT {

    private static final long SEED = Long.getLong("hostile.seed", 4177);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("hostile.seconds", 12));

    private static final int MOB = 100;
    private static final int ENOUGH_ANSWERS = 100;
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** The process is started, loaded, and gone by then, or it hangs. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Pattern LISTENERS_CLOSED = Pattern.compile("stop-accepting done");

    /** When the mob leaves. */
    private enum Leaving {
        BEFORE_THE_SIGNAL,
        IN_THE_DRAIN,
        WITH_THE_PROCESS
    }

    static Stream<Backend> servers() {
        return Backend.all().stream();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void politeClientsLoseNothingAndNoCountIsLeft(Backend server) throws Exception {
        Random random = new Random(SEED + server.name().hashCode());
        long end = System.nanoTime() + TIME.toNanos();
        int round = 0;
        do {
            Leaving leaving = Leaving.values()[round % Leaving.values().length];
            run(server, leaving, random.nextLong() >>> 16, round++);
        } while (System.nanoTime() - end < 0);
        System.out.println("hostile clients, " + server + ": " + round + " rounds, -Dhostile.seed=" + SEED);
    }

    private static void run(Backend server, Leaving leaving, long seed, int round) throws Exception {
        String name = server + ", round " + round + " (mob leaves " + leaving + "), -Dhostile.seed=" + SEED;
        try (RunningApp app = server.plain()
                .get()
                .agent(
                        "grace-period=" + GRACE.toSeconds() + "s",
                        "exit.reserve=1s",
                        "phases.lame-duck.quiet=300ms",
                        "phases.lame-duck.max=1s")
                .start()) {
            int port = app.port();
            Mob mob = new Mob(port, seed);
            Regulars regulars = new Regulars(port, seed);
            mob.come(MOB);
            regulars.come();
            Await.until(
                    ENOUGH_ANSWERS + " answers, " + name,
                    SOON,
                    () -> regulars.answered() >= ENOUGH_ANSWERS
                            || !regulars.complaints().isEmpty());
            if (leaving == Leaving.BEFORE_THE_SIGNAL) {
                mob.leave();
                regulars.go();
            }
            regulars.signalled();
            app.signal("TERM");
            if (leaving == Leaving.IN_THE_DRAIN) {
                app.stderr().await(LISTENERS_CLOSED, SOON);
                mob.leave();
            }
            Exit exit = app.awaitExit(SOON);
            mob.leave();
            regulars.go();
            List<String> said = app.stderr().awaitEnd(SOON);
            judge(name + "; " + mob.size() + " impolite clients", leaving, exit, said, regulars);
        }
    }

    private static void judge(String name, Leaving leaving, Exit exit, List<String> said, Regulars regulars) {
        String text = String.join("\n", said);
        assertThat(regulars.complaints()).as(name + "\n" + text).isEmpty();
        assertThat(text).as(name).doesNotContain("switched off", "could not", "Exception in thread \"lastcall");
        String verdict = said.stream()
                .filter(line -> line.contains("drained "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + ": no verdict in\n" + text));
        if (leaving != Leaving.WITH_THE_PROCESS) {
            // What somebody who has gone wanted later, such as a delayed answer, may be dropped.
            assertThat(verdict.replaceFirst("\\d+ delayed tasks? dropped", "nothing lost"))
                    .as(name + "\n" + text)
                    .contains("drained clean", "nothing lost; exit code");
        }
        assertThat(exit.code()).as(name + "\n" + text).isEqualTo(verdict.contains("drained clean") ? 0 : 143);
        assertThat(exit.sinceSignal()).as(name + "\n" + text).isLessThan(GRACE.plusSeconds(1));
    }

    @Test
    void aSeedRepeatsWhatClientsDo() {
        assertThat(script(7)).isEqualTo(script(7)).isNotEqualTo(script(8));
    }

    private static String script(long seed) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            Mischief mischief = Mischief.of(new Random(seed + i));
            mischief.pieces().forEach(piece -> script.append(new String(piece, StandardCharsets.ISO_8859_1)));
            script.append(mischief.pauses()).append(mischief.ending()).append(mischief.lingers());
        }
        return script.toString();
    }
}
