package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThreadReferencesTest {
    private final ThreadReferences references = new ThreadReferences();

    @Test
    void aThreadThatComesAgainGetsTheSameReference() {
        assertThat(references.to(Thread.currentThread())).isSameAs(references.to(Thread.currentThread()));
    }

    /** More threads than places, so that some share one and take it from each other all the time. */
    @Test
    void nobodyEverGetsAnothersReference() throws Exception {
        CountDownLatch all = new CountDownLatch(400);
        List<FutureTask<Boolean>> looks = IntStream.range(0, 400)
                .mapToObj(any -> new FutureTask<>(() -> {
                    all.countDown();
                    all.await();
                    return IntStream.range(0, 10_000)
                            .allMatch(time ->
                                    references.to(Thread.currentThread()).get() == Thread.currentThread());
                }))
                .toList();
        looks.forEach(look -> new Thread(look).start());
        for (Future<Boolean> look : looks) {
            assertThat(look.get()).isTrue();
        }
    }
}
