package dev.lastcall.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpeningsTest {
    private final Openings openings = new Openings(Clock.SYSTEM, new Bell());

    @Test
    void holdReturnsWhenWhatHadBegunIsOver() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> opener = CompletableFuture.runAsync(() -> {
            openings.begin();
            begun.countDown();
            await(goOn);
            openings.end();
        });
        begun.await();
        CompletableFuture<Void> drain = CompletableFuture.runAsync(() -> openings.hold(inAMinute()));
        assertThat(drain).isNotDone();
        goOn.countDown();
        drain.get(20, TimeUnit.SECONDS); // sooner than it would by itself
        assertThat(opener).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void openingThatIsHeldIsNotWaitedForAndFailsWhenTheDrainIsOver() throws Exception {
        openings.hold(inAMinute());
        CompletableFuture<Boolean> opener = CompletableFuture.supplyAsync(this::isRefused);
        while (openings.waiting().isEmpty()) {
            Thread.onSpinWait();
        }
        openings.await(inAMinute());
        assertThat(opener).isNotDone();
        openings.refuse();
        assertThat(opener.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(openings.waiting()).isEmpty();
        assertThat(isRefused()).as("one that comes still later").isTrue();
        assertThat(openings.isRefused()).as("outside of an opening").isFalse();
    }

    @Test
    void openingThatIsHeldGoesOnWhereTheDrainHasFoundAnother() throws Exception {
        openings.hold(inAMinute());
        CompletableFuture<Boolean> opener = CompletableFuture.supplyAsync(this::isRefused);
        while (openings.waiting().isEmpty()) {
            Thread.onSpinWait();
        }
        openings.letGo();
        assertThat(opener.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void openerThatIsInterruptedFailsAndStaysInterrupted() throws Exception {
        openings.hold(inAMinute());
        CompletableFuture<Boolean> failed = new CompletableFuture<>();
        Thread opener = new Thread(
                () -> failed.complete(isRefused() && Thread.currentThread().isInterrupted()));
        opener.start();
        while (openings.waiting().isEmpty()) {
            Thread.onSpinWait();
        }
        opener.interrupt();
        assertThat(failed.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadThatOthersNeedIsToldOnceInsteadOfKept() {
        AtomicInteger told = new AtomicInteger();
        assertThat(openings.begin(told::incrementAndGet)).isTrue();
        openings.end();
        openings.hold(inAMinute());
        assertThat(openings.begin(told::incrementAndGet)).isFalse();
        assertThat(told).hasValue(0);
        openings.refuse();
        openings.refuse();
        assertThat(told).hasValue(1);
        assertThat(openings.begin(told::incrementAndGet)).isFalse();
        assertThat(told).hasValue(2);
    }

    @Test
    void openingInsideAnotherOneEndsWithTheOuterOne() {
        openings.begin();
        openings.begin();
        openings.end();
        assertThat(openings.isUnderWay()).isTrue();
        openings.end();
        assertThat(openings.isUnderWay()).isFalse();
        openings.end(); // of what a failed line has not begun
    }

    @Test
    void whatHasBeenToldFailsAtOnceWhereNoRequestCanNeedIt() {
        AtomicInteger told = new AtomicInteger();
        openings.hold(inAMinute());
        assertThat(openings.begin(told::incrementAndGet)).isFalse();
        openings.failTold();
        assertThat(told).hasValue(1);
        assertThat(openings.begin(told::incrementAndGet)).isFalse();
        assertThat(told).as("one that comes later").hasValue(2);
        openings.refuse();
        assertThat(told).as("each once").hasValue(2);
    }

    private static Deadline inAMinute() {
        return Deadline.in(Clock.SYSTEM, Duration.ofMinutes(1));
    }

    private boolean isRefused() {
        openings.begin();
        try {
            return openings.isRefused();
        } finally {
            openings.end();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
