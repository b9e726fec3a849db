package dev.lastcall.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HeldClock clock = new HeldClock();
    private final Deadline deadline = Deadline.in(clock, SECOND.multipliedBy(10));

    @Test
    void passesWhenItsTimeIsOverAndNotBefore() {
        clock.pass(SECOND.multipliedBy(10).minusNanos(1));
        assertThat(deadline.passed()).isFalse();
        clock.pass(Duration.ofNanos(1));
        assertThat(deadline.passed()).isTrue();
    }

    @Test
    void leavesNoLessThanNothing() {
        clock.pass(SECOND.multipliedBy(12));
        assertThat(deadline.left()).isZero();
        assertThat(deadline.nanosLeft()).isEqualTo(SECOND.multipliedBy(-2).toNanos());
    }

    @Test
    void withinIsTheEarlierOfTheTwo() {
        assertThat(deadline.within(SECOND).left()).isEqualTo(SECOND);
        assertThat(deadline.within(SECOND.multipliedBy(20)).left()).isEqualTo(SECOND.multipliedBy(10));
    }

    @Test
    void beforeLeavesTimeForWhatComesAfter() {
        assertThat(deadline.before(SECOND.multipliedBy(3)).left()).isEqualTo(SECOND.multipliedBy(7));
    }

    @Test
    void isBroughtForwardAndNeverPutOff() {
        deadline.bringForward(SECOND);
        assertThat(deadline.left()).isEqualTo(SECOND);
        deadline.bringForward(SECOND.multipliedBy(5));
        assertThat(deadline.left()).isEqualTo(SECOND);
    }

    @Test
    void whatWasDerivedFromItIsBroughtForwardWithIt() {
        Deadline derived = deadline.before(SECOND.multipliedBy(2)).within(SECOND.multipliedBy(6));
        assertThat(derived.left()).isEqualTo(SECOND.multipliedBy(6));
        deadline.bringForward(SECOND.multipliedBy(5));
        assertThat(derived.left()).isEqualTo(SECOND.multipliedBy(3));
        deadline.bringForward(Duration.ZERO);
        assertThat(derived.passed()).isTrue();
    }

    @Test
    void itStaysWhenWhatWasDerivedFromItIsBroughtForward() {
        deadline.within(SECOND.multipliedBy(6)).bringForward(Duration.ZERO);
        assertThat(deadline.left()).isEqualTo(SECOND.multipliedBy(10));
    }

    @Test
    void maySpanTheDefaultOfAPhaseWithoutLimit() {
        assertThat(deadline.within(Duration.ofDays(10_000)).left()).isEqualTo(SECOND.multipliedBy(10));
    }

    @Test
    void movesBothWaysWithWhatMustBeLeft() {
        long[] ahead = {SECOND.multipliedBy(4).toNanos()};
        Deadline moving = deadline.before(() -> ahead[0]);
        assertThat(moving.left()).isEqualTo(SECOND.multipliedBy(6));
        ahead[0] = 0;
        assertThat(moving.left()).isEqualTo(SECOND.multipliedBy(10));
        ahead[0] = SECOND.multipliedBy(9).toNanos();
        assertThat(moving.left()).isEqualTo(SECOND);
    }

    @Test
    void hasPassedForGoodOnceSomebodyHasSeenItPass() {
        long[] ahead = {SECOND.multipliedBy(4).toNanos()};
        Deadline moving = deadline.before(() -> ahead[0]);
        Deadline derived = moving.within(SECOND.multipliedBy(20));
        clock.pass(SECOND.multipliedBy(7));
        assertThat(derived.passed()).isTrue();
        ahead[0] = 0;
        assertThat(derived.passed()).isTrue();
        assertThat(moving.nanosLeft()).isZero();
        assertThat(deadline.left()).isEqualTo(SECOND.multipliedBy(3));
    }

    @Test
    void movesOnUnseenUntilThereIsLessLeft() {
        long[] ahead = {SECOND.multipliedBy(4).toNanos()};
        Deadline moving = deadline.before(() -> ahead[0]);
        clock.pass(SECOND.multipliedBy(7));
        ahead[0] = 0; // nobody has looked
        assertThat(moving.left()).isEqualTo(SECOND.multipliedBy(3));
    }
}
