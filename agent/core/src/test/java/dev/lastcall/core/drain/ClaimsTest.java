package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Grace;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks that are made until they say what a test waits for; the clock plays no part. */
@Timeout(60)
class ClaimsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage = new Stage("phases.off.enabled=false");
    private final AtomicBoolean needed = new AtomicBoolean();
    private final Phase first = stage.phase("first", "rest", "0s", Stage.waiting("…"));
    private Claims claims;

    @AfterEach
    void end() {
        claims.end();
    }

    @Test
    void everythingIsClaimedBeforeTheFirstLook() {
        begin(needing("later", needed::get));
        assertThat(leftToOthers()).isEqualTo(MINUTE);
        assertThat(claims.lookAhead()).isGreaterThan(MINUTE);
    }

    @Test
    void whoHasNothingToDoGivesItsReserveBackAndClaimsItAgainWhenSomethingComes() {
        begin(needing("later", needed::get));
        claims.look();
        await(() -> leftToOthers().isZero());
        needed.set(true);
        await(() -> leftToOthers().equals(MINUTE));
        needed.set(false);
        await(() -> leftToOthers().isZero());
    }

    @Test
    void phaseThatSaysNothingOfItsNeedsKeepsItsReserve() {
        CountDownLatch twice = new CountDownLatch(2);
        begin(
                stage.phase("later", "rest", "1m", (drain, deadline) -> PhaseResult.done(), "first"),
                needing("other", () -> {
                    twice.countDown();
                    return false;
                }));
        claims.look();
        await(() -> twice.getCount() == 0 && leftToOthers().equals(MINUTE));
    }

    @Test
    void whatIsNeededInOneLookOnlyIsNoClaim() {
        AtomicReference<Duration> most = new AtomicReference<>(Duration.ZERO);
        int[] looks = new int[1];
        begin(needing("later", () -> {
            if (++looks[0] > 3 && leftToOthers().compareTo(most.get()) > 0) {
                most.set(leftToOthers());
            }
            return looks[0] > 2 && looks[0] % 2 == 0;
        }));
        claims.look();
        await(() -> looks[0] >= 10);
        assertThat(most.get()).isZero();
    }

    @Test
    void whoCannotTellClaimsAll() {
        AtomicBoolean broken = new AtomicBoolean();
        begin(needing("later", () -> {
            if (broken.get()) {
                throw new NoClassDefFoundError("gone");
            }
            return false;
        }));
        claims.look();
        await(() -> leftToOthers().isZero());
        broken.set(true);
        await(() -> leftToOthers().equals(MINUTE));
    }

    @Test
    void aLookThatHangsLeavesWhatWasSeenBefore() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        int[] looks = new int[1];
        begin(needing("later", () -> {
            if (++looks[0] == 3) {
                hangs.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException end) {
                    return false;
                }
            }
            return false;
        }));
        claims.look();
        hangs.await();
        assertThat(leftToOthers()).isZero();
        goOn.countDown();
    }

    @Test
    void phaseThatIsSwitchedOffOrHasNoReserveIsNotAsked() {
        AtomicBoolean asked = new AtomicBoolean();
        CountDownLatch twice = new CountDownLatch(2);
        BooleanSupplier asks = () -> {
            asked.set(true);
            return true;
        };
        begin(phase("off", "1m", asks), phase("none", "0s", asks), needing("later", () -> {
            twice.countDown();
            return false;
        }));
        claims.look();
        await(() -> twice.getCount() == 0 && leftToOthers().isZero());
        assertThat(asked.get()).isFalse();
    }

    @Test
    void waiterOnAPhasesDeadlineIsWokenByAClaimThatCameLate() throws Exception {
        begin(needing("later", needed::get));
        claims.look();
        await(() -> leftToOthers().isZero());
        Deadline deadline = Deadline.in(stage.core.clock(), MINUTE.dividedBy(2)).before(claims.ofThoseAfter(first));
        Thread waiter = new Thread(() -> stage.core.bell().await(deadline, () -> false));
        waiter.start();
        await(stage.core.bell()::isAwaited);
        needed.set(true);
        waiter.join(); // a minute is claimed, and there is half of one
        needed.set(false);
        await(() -> leftToOthers().isZero());
        assertThat(deadline.passed())
                .as("seen to have passed, so it has for everybody")
                .isTrue();
    }

    private void begin(Phase... later) {
        List<Phase> phases = new java.util.ArrayList<>(List.of(later));
        phases.add(0, first);
        Plan plan = new Plan(phases);
        claims = new Claims(stage.drain(HOUR, phases.toArray(new Phase[0])), plan, Grace.ofPhases(HOUR));
        claims.begins(first);
    }

    private Phase needing(String name, BooleanSupplier isNeeded) {
        return phase(name, "1m", isNeeded);
    }

    private Phase phase(String name, String reserve, BooleanSupplier isNeeded) {
        Phase.Work work = new Phase.Work() {
            @Override
            public PhaseResult run(Drain drain, Deadline deadline) {
                return PhaseResult.done();
            }

            @Override
            public boolean isNeeded(Drain drain) {
                return isNeeded.getAsBoolean();
            }
        };
        return stage.phase(name, "rest", reserve, work, "first");
    }

    private Duration leftToOthers() {
        return Duration.ofNanos(claims.ofThoseAfter(first).nanos());
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
