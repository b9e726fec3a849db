package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class FutureThreadsTest {

    @Test
    void aTaskOnAThreadOfItsOwnIsSeenFromItsStartToItsEnd() throws Exception {
        Line line = new Line();
        Executor threadPerTask = task -> new Thread(task, "future").start(); // as that of the JDK
        line.registry.meet(threadPerTask, Owner.EVERYBODY);
        line.assertIdle();
        for (int i = 0; i < 100; i++) {
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Void> future = CompletableFuture.runAsync(() -> ThreadPoolsTest.await(go), threadPerTask);
            line.assertBusy();
            go.countDown();
            future.join();
            line.assertIdle();
        }
        assertThat(line.resources.executors()).hasToString("[threads of CompletableFuture]");
    }
}
