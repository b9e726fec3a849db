package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Grace;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = new Stage("phases.off.enabled=false,phases.short.timeout=20ms");
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @Test
    void phasesRunOneAfterTheOtherWhereTheyDependOnEachOther() {
        stage.drain(LONG, noting("third", "second"), noting("second", "first"), noting("first"))
                .run();
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void phasesThatDoNotDependOnEachOtherRunAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Phase.Work meet = (drain, deadline) -> {
            both.await(20, TimeUnit.SECONDS);
            return PhaseResult.done();
        };
        Drain drain =
                stage.drain(LONG, stage.phase("one", "rest", "0s", meet), stage.phase("other", "rest", "0s", meet));
        drain.run();
        assertThat(drain.losses().isForced()).isFalse();
    }

    @Test
    void phaseThatIsSwitchedOffIsPassedByAndHoldsNobodyUp() {
        stage.drain(LONG, noting("first"), noting("off", "first"), noting("last", "off"))
                .run();
        assertThat(ran).containsExactly("first", "last");
        assertThat(stage.told.lines).noneMatch(line -> line.contains("off"));
    }

    @Test
    void phaseHasTheSmallerOfItsTimeoutAndTheBudgetLessTheReservesOfLaterOnes() {
        List<Duration> left = Collections.synchronizedList(new ArrayList<>());
        Phase.Work look = (drain, deadline) -> {
            left.add(deadline.left());
            return PhaseResult.done();
        };
        stage.drain(
                        Duration.ofSeconds(100),
                        stage.phase("a", "10s", "0s", look),
                        stage.phase("b", "rest", "0s", look, "a"),
                        stage.phase("c", "rest", "30s", look, "b"))
                .run();
        assertThat(left.get(0)).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
        assertThat(left.get(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
        assertThat(left.get(2)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
    }

    @Test
    void phaseThatRunsOutOfTimeForcesTheDrainAndTheNextOneStillRuns() {
        Drain drain =
                stage.drain(LONG, stage.phase("short", "rest", "0s", Stage.waiting("…")), noting("next", "short"));
        drain.run();
        assertThat(drain.losses().isForced()).isTrue();
        assertThat(ran).containsExactly("next");
        assertThat(stage.told.lines).anyMatch(line -> line.startsWith("WARN short FORCED: time was up ("));
    }

    @Test
    void phaseThatHangsIsInterruptedAndLeftBehind() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Phase hanging = stage.phase("short", "rest", "0s", (drain, deadline) -> {
            while (true) {
                try {
                    goOn.await();
                    return PhaseResult.done("late");
                } catch (InterruptedException stubborn) {
                    interrupted.countDown();
                }
            }
        });
        Drain drain = stage.drain(LONG, hanging, noting("next", "short"));
        drain.run();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("next");
        assertThat(drain.losses().isForced()).isTrue();
        assertThat(stage.told.lines).anyMatch(line -> line.startsWith("WARN short FORCED: did not end in its time"));
        goOn.countDown();
    }

    @Test
    void phaseThatIsInterruptedByAnApplicationWaitsOn() throws Exception {
        AtomicBoolean nothingLeft = new AtomicBoolean();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Phase waiting = stage.phase("first", "rest", "0s", (drain, deadline) -> {
            thread.complete(Thread.currentThread());
            return drain.await(deadline, nothingLeft::get, () -> "…")
                    ? PhaseResult.done()
                    : PhaseResult.forced("interrupted");
        });
        Drain drain = stage.drain(LONG, waiting);
        Thread draining = new Thread(drain::run);
        draining.start();
        thread.get().interrupt();
        while (thread.get().isAlive()
                && (thread.get().isInterrupted() || thread.get().getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        nothingLeft.set(true);
        stage.core.bell().ring();
        draining.join();
        assertThat(drain.losses().isForced()).isFalse();
    }

    @Test
    void phaseThatIsLeftBehindStillCountsWhatItLosesBeforeTheNextOneBegins() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> lossesSeenByTheNext = new ArrayList<>();
        Phase hanging = stage.phase("short", "rest", "0s", new Phase.Work() {
            @Override
            public PhaseResult run(Drain running, Deadline deadline) {
                while (goOn.getCount() > 0) {
                    Thread.onSpinWait();
                }
                return PhaseResult.done();
            }

            @Override
            public void leftBehind(Drain running) {
                running.losses().add(3, "request", "cut");
            }
        });
        Phase next = stage.phase(
                "next",
                "rest",
                "0s",
                (running, deadline) -> {
                    lossesSeenByTheNext.add(running.losses().toString());
                    return PhaseResult.done();
                },
                "short");
        stage.drain(LONG, hanging, next).run();
        assertThat(lossesSeenByTheNext).containsExactly("3 requests cut");
        goOn.countDown();
    }

    @Test
    void phaseThatThrowsForcesTheDrainAndTheNextOneStillRuns() {
        Phase broken = stage.phase("broken", "rest", "0s", (drain, deadline) -> {
            throw new NoClassDefFoundError("gone");
        });
        Drain drain = stage.drain(LONG, broken, noting("next", "broken"));
        drain.run();
        assertThat(drain.losses().isForced()).isTrue();
        assertThat(ran).containsExactly("next");
    }

    @Test
    void cutEndsThePhaseThatWaitsAndThoseToComeAtOnce() throws Exception {
        Drain drain = stage.drain(
                LONG,
                stage.phase("first", "rest", "0s", Stage.waiting("waiting")),
                stage.phase("second", "5m", "0s", Stage.waiting("waiting"), "first"));
        Thread thread = new Thread(drain::run);
        thread.start();
        while (!stage.core.bell().isAwaited()) {
            Thread.onSpinWait();
        }
        drain.cut();
        thread.join();
        // Not left behind: a phase that is cut has time to name its stragglers.
        assertThat(stage.told.lines).anyMatch(line -> line.startsWith("WARN first FORCED: time was up"));
        assertThat(stage.told.lines).anyMatch(line -> line.startsWith("WARN second FORCED: time was up"));
        assertThat(drain.isCut()).isTrue();
    }

    @Test
    void deadlineThatIsBroughtForwardFromOutsideEndsThePhases() throws Exception {
        Deadline hard = Deadline.in(stage.core.clock(), LONG);
        Drain drain = new Drain(
                stage.core,
                stage.gate,
                Trigger.END_OF_MAIN,
                new Plan(List.of(stage.phase("first", "rest", "0s", Stage.waiting("waiting")))),
                hard,
                Grace.ofPhases(LONG),
                false);
        Thread thread = new Thread(drain::run);
        thread.start();
        hard.bringForward(Duration.ZERO);
        stage.core.bell().ring();
        thread.join();
        assertThat(drain.losses().isForced()).isTrue();
    }

    @Test
    void saysEachSecondWhatItWaitsFor() {
        stage.drain(LONG, stage.phase("slow", "2500ms", "0s", Stage.waiting("still 1 thing")))
                .run();
        assertThat(stage.told.lines).filteredOn("INFO still 1 thing"::equals).hasSize(2);
    }

    @Test
    void interruptedThreadDrainsAllTheSameAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        stage.drain(LONG, noting("first"), noting("second", "first")).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void drainThatIsToBeQuietSaysNothing() {
        new Drain(
                        stage.core,
                        stage.gate,
                        Trigger.END_OF_MAIN,
                        new Plan(List.of(stage.phase("short", "rest", "0s", Stage.waiting("…")))),
                        Deadline.in(stage.core.clock(), LONG),
                        Grace.ofPhases(LONG),
                        true)
                .run();
        assertThat(stage.told.lines).isEmpty();
    }

    private Phase noting(String name, String... after) {
        return stage.phase(
                name,
                "rest",
                "0s",
                (drain, deadline) -> {
                    ran.add(name);
                    return PhaseResult.done();
                },
                after);
    }
}
