package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForkJoinPoolsTest {

    private final Line line = new Line();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        line.close();
    }

    @Test
    void aNewPoolIsIdle() {
        line.meet(new ForkJoinPool(2));
        line.assertIdle();
    }

    @Test
    void aTaskThatIsBlockedInCompletableFutureGetIsRunning() {
        ForkJoinPool pool = line.meet(new ForkJoinPool(1));
        CompletableFuture<String> reply = new CompletableFuture<>();
        ForkJoinTask<String> task = pool.submit(() -> reply.get());
        Line.await(() -> reply.getNumberOfDependents() == 1 && pool.getActiveThreadCount() == 0);
        line.assertBusy();
        assertThat(line.sample(pool).running()).hasSize(1);
        reply.complete("reply");
        assertThat(task.join()).isEqualTo("reply");
        line.assertIdle();
    }

    @Test
    void queuedTasksAreCounted() {
        ForkJoinPool pool = line.meet(new ForkJoinPool(1));
        pool.execute(() -> ThreadPoolsTest.await(go));
        Line.await(() -> line.sample(pool).running().size() == 1);
        pool.execute(() -> {});
        pool.execute(() -> {});
        assertThat(line.sample(pool).queued()).isEqualTo(2);
        go.countDown();
        line.assertIdle();
    }

    @Test
    void forksAndJoinsEndTogether() {
        ForkJoinPool pool = line.meet(new ForkJoinPool(3));
        AtomicInteger leaves = new AtomicInteger();
        ForkJoinTask<Integer> sum = pool.submit(new Sum(14, leaves));
        while (!sum.isDone()) {
            assertThat(line.outstanding().isEmpty() && !sum.isDone()).isFalse();
        }
        assertThat(sum.join()).isEqualTo(1 << 14);
        line.assertIdle();
    }

    @Test
    void aChainOfCompletableFuturesInTheCommonPoolIsWaitedFor() throws Exception {
        line.registry.meet(ForkJoinPool.commonPool(), Owner.UNKNOWN);
        assertThat(line.resources.executors()).hasToString("[common fork-join pool]");
        CountDownLatch third = new CountDownLatch(1);
        ForkJoinPool.commonPool()
                .execute(() -> ForkJoinPool.commonPool()
                        .execute(() -> ForkJoinPool.commonPool().execute(() -> {
                            third.countDown();
                            ThreadPoolsTest.await(go);
                        })));
        third.await();
        line.assertBusy();
        go.countDown();
        line.assertIdle();
    }

    @Test
    void theSameTaskHasTheSameOrdinalAndTheNextAnother() {
        ForkJoinPool pool = line.meet(new ForkJoinPool(1));
        pool.execute(() -> ThreadPoolsTest.await(go));
        Line.await(() -> line.sample(pool).running().size() == 1);
        List<?> first = line.sample(pool).running();
        assertThat(line.sample(pool).running()).isEqualTo(first);
        CountDownLatch next = new CountDownLatch(1);
        go.countDown();
        line.assertIdle();
        pool.execute(() -> ThreadPoolsTest.await(next));
        Line.await(() -> line.sample(pool).running().size() == 1);
        assertThat(line.sample(pool).running()).isNotEqualTo(first);
        next.countDown();
    }

    private static final class Sum extends RecursiveTask<Integer> {
        private final int depth;
        private final AtomicInteger leaves;

        Sum(int depth, AtomicInteger leaves) {
            this.depth = depth;
            this.leaves = leaves;
        }

        @Override
        protected Integer compute() {
            if (depth == 0) {
                leaves.incrementAndGet();
                return 1;
            }
            Sum left = new Sum(depth - 1, leaves);
            left.fork();
            return new Sum(depth - 1, leaves).compute() + left.join();
        }
    }
}
