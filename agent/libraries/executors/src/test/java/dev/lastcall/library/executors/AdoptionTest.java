package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.resource.Controlled;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    private final Line line = new Line();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void release() {
        go.countDown();
    }

    @Test
    void everyKindIsFoundByItsThreads() throws Exception {
        ExecutorService plain = Executors.newFixedThreadPool(1);
        ExecutorService wrapped = Executors.newFixedThreadPool(1, task -> new Thread(new Wrapper(task::run)));
        ExecutorService inField = Executors.newFixedThreadPool(1, OwnThread::new);
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1);
        ForkJoinPool forkJoin = new ForkJoinPool(1);
        Timer timer = new Timer();
        for (ExecutorService pool : List.of(plain, wrapped, inField, scheduled, forkJoin)) {
            pool.execute(() -> ThreadPoolsTest.await(go));
        }
        adopt();
        assertThat(found())
                .contains(plain, wrapped, inField, scheduled, forkJoin)
                .contains(Line.threadOf(timer), ForkJoinPool.commonPool());
        assertThat(line.resources.schedules())
                .extracting(Controlled::resource)
                .contains(scheduled, Line.threadOf(timer));
        int before = found().size();
        adopt();
        assertThat(found()).hasSize(before);
        go.countDown();
        List.of(plain, wrapped, inField, scheduled, forkJoin).forEach(ExecutorService::shutdown);
        timer.cancel();
    }

    @Test
    void thePoolOfARelocatedLibraryIsLetGoOnceTheCopyIsKnown() {
        ExecutorService early = Executors.newFixedThreadPool(1);
        ExecutorService late = Executors.newFixedThreadPool(1);
        ExecutorService applications = Executors.newFixedThreadPool(1);
        line.registry.meet(early, Owner.application("shaded.org.xnio.XnioWorker"));
        line.registry.meet(applications, Owner.application("org.xnio.XnioWorker"));
        line.owners.add(List.of("shaded.org.xnio."));
        line.registry.release();
        line.registry.meet(late, Owner.application("shaded.org.xnio.XnioWorker"));
        assertThat(found()).contains(applications).doesNotContain(early, late);
        List.of(early, late, applications).forEach(ExecutorService::shutdown);
    }

    @Test
    void theOwnerIsReadFromTheThreadFactoryOrTheTask() {
        ExecutorService byFactory = Executors.newFixedThreadPool(1, new Factory());
        ExecutorService byTask = Executors.newFixedThreadPool(1);
        byFactory.execute(() -> {});
        byTask.execute(new Held());
        ThreadPoolsTest.await(held); // it is in the thread's stack that it is found
        adopt();
        assertThat(line.resources.executors().toString())
                .contains("executor of " + Factory.class.getName() + " (acme-%)")
                .contains("executor of " + Held.class.getName());
        byFactory.shutdown();
        go.countDown();
        byTask.shutdown();
    }

    @Test
    void whatWasMadeUnderTheWeaveKeepsItsOwnerAndIsMetAtItsFirstThread() {
        ForkJoinPool pool = new ForkJoinPool(1);
        Adoption adoption = new Adoption(line.registry, line.ownership);
        line.registry.begun(pool);
        assertThat(found()).isEmpty();
        Owner made = line.registry.ownerOf(pool);
        assertThat(made.isKnown()).isTrue();
        adoption.atNewThread(pool);
        adoption.atNewThread(pool);
        assertThat(found()).containsExactly(pool);
        assertThat(line.registry.ownerOf(pool)).isSameAs(made);
        pool.shutdown();
    }

    @Test
    void anExecutorOfALibraryIsLeftAlone() {
        Line strict = new Line(Factory.class.getName());
        ExecutorService library = Executors.newFixedThreadPool(1, new Factory());
        library.execute(() -> {});
        new Adoption(strict.registry, strict.ownership).run();
        assertThat(strict.resources.executors())
                .extracting(Controlled::resource)
                .doesNotContain(library);
        library.shutdown();
    }

    @Test
    void anExecutorThatNobodyHoldsIsLetGo() {
        WeakReference<Object> executor = new WeakReference<>(met(new ScheduledThreadPoolExecutor(1)));
        Line.await(() -> {
            System.gc();
            return executor.get() == null;
        });
        assertThat(line.resources.executors()).isEmpty();
    }

    private Object met(Object executor) {
        line.registry.meet(executor, Owner.UNKNOWN);
        assertThat(line.registry.hasMet(executor)).isTrue();
        return executor;
    }

    private void adopt() {
        new Adoption(line.registry, line.ownership).run();
    }

    private List<Object> found() {
        return line.resources.executors().stream()
                .<Object>map(Controlled::resource)
                .toList();
    }

    private record Wrapper(Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
    }

    private static final class OwnThread extends Thread {
        private final Runnable task;

        OwnThread(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }
    }

    private static final class Factory implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new Thread(task, "acme-1");
        }
    }

    private final class Held implements Runnable {
        @Override
        public void run() {
            held.countDown();
            ThreadPoolsTest.await(go);
        }
    }
}
