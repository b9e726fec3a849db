package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All of it not armed, for the watchdog of an armed drain would halt the JVM of the tests. */
@Timeout(60)
class DrainsTest {
    private final Stage stage = new Stage("");
    private final Drains drains =
            new Drains(stage.core, stage.gate, new EndlessWatch(Clock.SYSTEM, Duration.ofSeconds(60)));

    @AfterEach
    void exit() {
        drains.exitBegins(false);
    }

    @Test
    void manyTriggersAtOnceMakeOneDrainAndAllWaitForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        int[] drained = new int[1];
        stage.core.onDrain(() -> {
            drained[0]++;
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Integer>> triggers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> drains.drain(Trigger.signal("TERM", 15, true), false, null), threads))
                .toList();
        begun.await();
        assertThat(drains.hasBegun()).isTrue();
        assertThat(triggers).noneMatch(CompletableFuture::isDone);
        goOn.countDown();
        for (CompletableFuture<Integer> trigger : triggers) {
            assertThat(trigger.get(20, TimeUnit.SECONDS)).isEqualTo(143);
        }
        assertThat(drained[0]).isEqualTo(1);
        threads.shutdown();
    }

    @Test
    void interruptedJoinerWaitsAllTheSameAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        stage.core.onDrain(() -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread first = new Thread(() -> drains.drain(Trigger.signal("TERM", 15, true), false, null));
        first.start();
        begun.await();
        boolean[] interrupted = new boolean[1];
        Thread joiner = new Thread(() -> {
            drains.drain(Trigger.systemExit(3), false, Thread.currentThread());
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        joiner.start();
        joiner.interrupt();
        goOn.countDown();
        joiner.join();
        first.join();
        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void listenerThatFailsDoesNotEndTheDrain() {
        boolean[] second = new boolean[1];
        stage.core.onDrain(() -> {
            throw new LinkageError("a line");
        });
        stage.core.onDrain(() -> second[0] = true);
        assertThat(drains.drain(Trigger.systemExit(3), false, null)).isEqualTo(3);
        assertThat(second[0]).isTrue();
    }

    @Test
    void forceBeforeAnyDrainDoesNothing() {
        drains.force();
        assertThat(drains.hasBegun()).isFalse();
    }
}
