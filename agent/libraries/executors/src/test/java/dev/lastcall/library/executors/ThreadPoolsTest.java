package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.core.resource.RunningTask;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadPoolsTest {

    private final Line line = new Line();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        line.close();
    }

    @Test
    void aRunningTaskIsKnownByItsThreadAndByHowManyTheThreadHadEnded() throws Exception {
        ThreadPoolExecutor pool = line.meet(pool(1, 1));
        Thread worker = pool.submit(Thread::currentThread).get();
        CountDownLatch running = new CountDownLatch(1);
        pool.execute(() -> {
            running.countDown();
            await(go);
        });
        running.await();
        assertThat(line.sample(pool).running()).containsExactly(new RunningTask(worker, 1));
        assertThat(line.sample(pool).isSettled()).isTrue();
        go.countDown();
        line.assertIdle();
    }

    @Test
    void queuedTasksAreCounted() {
        ThreadPoolExecutor pool = line.meet(pool(1, 1));
        for (int i = 0; i < 4; i++) {
            pool.execute(() -> await(go));
        }
        Line.await(() -> line.sample(pool).running().size() == 1);
        assertThat(line.sample(pool).queued()).isEqualTo(3);
    }

    @Test
    void aTaskThatWaitsForAConditionIsNotTakenForAWorkerThatWaitsForATask() {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        for (ThreadPoolExecutor pool :
                List.of(line.meet(pool(1, 1)), line.meet(handing()), line.meet(new ScheduledThreadPoolExecutor(1)))) {
            pool.execute(() -> {
                lock.lock();
                try {
                    condition.awaitUninterruptibly();
                } finally {
                    lock.unlock();
                }
            });
            Line.await(() -> {
                lock.lock();
                try {
                    return lock.hasWaiters(condition);
                } finally {
                    lock.unlock();
                }
            });
            assertThat(line.sample(pool).running()).hasSize(1);
            lock.lock();
            condition.signalAll();
            lock.unlock();
            line.assertIdle();
        }
    }

    @Test
    void nestedSubmissionsOverThreePoolsEndTogether() throws Exception {
        ExecutorService one = line.meet(pool(1, 1));
        ExecutorService two = line.meet(handing());
        ExecutorService three = line.meet(new ScheduledThreadPoolExecutor(1));
        CountDownLatch last = new CountDownLatch(1);
        one.execute(() -> two.execute(() -> three.execute(() -> {
            last.countDown();
            await(go);
        })));
        last.await();
        line.assertBusy();
        go.countDown();
        line.assertIdle();
    }

    @Test
    void aTaskThatItsCallerRunsIsTheCallersWork() {
        ThreadPoolExecutor pool = line.meet(new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy()));
        pool.execute(() -> await(go));
        pool.execute(() -> {});
        Thread[] ranOn = new Thread[1];
        pool.execute(() -> ranOn[0] = Thread.currentThread());
        assertThat(ranOn[0]).isSameAs(Thread.currentThread());
        go.countDown();
        line.assertIdle();
    }

    @Test
    void tasksThatNeverRunLeaveNothingBehind() {
        ThreadPoolExecutor pool =
                line.meet(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(3)));
        pool.execute(() -> await(go));
        FutureTask<?> removed = new FutureTask<>(() -> null);
        pool.execute(removed);
        Future<?> purged = pool.submit(() -> {});
        Future<?> cancelled = pool.submit(() -> {});
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        pool.remove(removed);
        purged.cancel(false);
        pool.purge();
        cancelled.cancel(false);
        line.assertBusy();
        go.countDown();
        line.assertIdle();
    }

    @Test
    void shutdownNowTakesTheQueuedTasksAway() {
        ThreadPoolExecutor pool = line.meet(pool(1, 1));
        CountDownLatch ignoresInterrupt = new CountDownLatch(1);
        pool.execute(() -> awaitUninterruptibly(ignoresInterrupt));
        pool.execute(() -> {});
        Line.await(() -> line.sample(pool).running().size() == 1);
        assertThat(pool.shutdownNow()).hasSize(1);
        line.assertBusy();
        ignoresInterrupt.countDown();
        line.assertIdle();
    }

    @Test
    void aPoolWhoseWorkersHaveGoneIsIdle() {
        ThreadPoolExecutor pool =
                line.meet(new ThreadPoolExecutor(2, 2, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>()));
        pool.allowCoreThreadTimeOut(true);
        pool.execute(() -> {});
        pool.execute(() -> {});
        Line.await(() -> pool.getPoolSize() == 0);
        line.assertIdle();
        assertThat(line.sample(pool).progress()).isEqualTo(2);
    }

    @Test
    void aTaskThatThrowsEndsToo() {
        ThreadPoolExecutor pool =
                line.meet(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), silent()));
        pool.execute(() -> {
            throw new IllegalStateException("as some do");
        });
        line.assertIdle();
        assertThat(line.sample(pool).progress()).isEqualTo(1);
    }

    @Test
    void aDelayedTaskHoldsNothing() {
        ScheduledThreadPoolExecutor pool = line.meet(new ScheduledThreadPoolExecutor(2));
        pool.schedule(() -> {}, 1, TimeUnit.HOURS);
        line.assertIdle();
    }

    @Test
    void aQueueThatIsNotOfTheJdkIsJudgedByWhatTheWorkersStandIn() throws Exception {
        ThreadPoolExecutor pool = line.meet(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new MonitorQueue()));
        pool.submit(() -> {}).get();
        line.assertIdle();
        pool.execute(() -> await(go));
        line.assertBusy();
        go.countDown();
        line.assertIdle();
    }

    @Test
    void thePoolIsNamedByItsOwnerAndItsThreads() throws Exception {
        ThreadPoolExecutor pool = line.meet(new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, "audit-17")));
        assertThat(line.resources.executors().get(0)).hasToString("executor of com.acme.Audit");
        pool.submit(() -> {}).get();
        assertThat(line.resources.executors().get(0)).hasToString("executor of com.acme.Audit (audit-%)");
    }

    private static ThreadPoolExecutor pool(int core, int max) {
        return new ThreadPoolExecutor(core, max, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    private static ThreadPoolExecutor handing() {
        return new ThreadPoolExecutor(0, 10, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    }

    private static java.util.concurrent.ThreadFactory silent() {
        return task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setUncaughtExceptionHandler((failed, failure) -> {});
            return thread;
        };
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }
}
