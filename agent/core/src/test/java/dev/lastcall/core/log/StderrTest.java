package dev.lastcall.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StderrTest {
    private static final long FOR_EVER = TimeUnit.MINUTES.toMillis(10);
    private static final String LONG = "x".repeat(100_000);

    /** A pipe that nobody reads until it is opened. */
    private static final class Pipe extends OutputStream {
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch reached = new CountDownLatch(1);
        final ByteArrayOutputStream read = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            throw new AssertionError("a line is written at once");
        }

        @Override
        public void write(byte[] line, int from, int length) throws IOException {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            read.write(line, from, length);
        }

        List<String> lines() {
            return read.toString().lines().toList();
        }
    }

    private final Pipe pipe = new Pipe();
    private final Stderr stderr = new Stderr(pipe);

    @Test
    void whatIsSaidIsWrittenInOrderOnceSomebodyReads() throws Exception {
        IntStream.range(0, 100).forEach(i -> stderr.say("line " + i));
        pipe.open.countDown();
        stderr.flush(FOR_EVER);
        assertThat(pipe.lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void whatTheQueueDoesNotHoldIsDroppedAndCountedWhereItIsMissing() throws Exception {
        stderr.say("first");
        pipe.reached.await();
        IntStream.range(0, 20).forEach(i -> stderr.say(LONG));
        stderr.say("dropped, too, or the count would stand behind it");
        pipe.open.countDown();
        stderr.flush(FOR_EVER);
        stderr.say("last");
        stderr.flush(FOR_EVER);
        List<String> lines = pipe.lines();
        long longOnes = lines.stream().filter(LONG::equals).count();
        assertThat(longOnes).isBetween(1L, 19L);
        assertThat(lines).hasSize((int) longOnes + 3).startsWith("first", LONG).endsWith("last");
        assertThat(lines.get(lines.size() - 2))
                .endsWith("WARN lastcall - " + (21 - longOnes) + " lines were dropped here: nobody has read stderr");
    }

    @Test
    void aLineThatIsLongerThanTheQueueIsWrittenWhereTheQueueIsEmpty() {
        pipe.open.countDown();
        stderr.say(LONG.repeat(20));
        stderr.flush(FOR_EVER);
        assertThat(pipe.lines()).containsExactly(LONG.repeat(20));
    }

    @Test
    void flushThatHasWaitedInVainIsNotFollowedByOneThatWaits() throws Exception {
        stderr.say("line");
        pipe.reached.await();
        stderr.flush(1);
        stderr.flush(FOR_EVER);
        assertThat(pipe.lines()).isEmpty();
        pipe.open.countDown();
    }

    @Test
    void interruptedThreadFlushesAllTheSameAndStaysInterrupted() {
        stderr.say("line");
        Thread.currentThread().interrupt();
        pipe.open.countDown();
        stderr.flush(FOR_EVER);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pipe.lines()).containsExactly("line");
    }

    /** A wake-up that got lost would leave a flush, or a line, waiting for ever. */
    @Test
    void manyWhoSpeakAndFlushAtOnceAllSeeTheirLinesWritten() throws Exception {
        pipe.open.countDown();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int thread = 0; thread < 8; thread++) {
            threads.execute(() -> IntStream.range(0, 2_000).forEach(i -> {
                stderr.say("line");
                stderr.flush(FOR_EVER);
            }));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        assertThat(pipe.lines()).hasSize(16_000);
    }
}
