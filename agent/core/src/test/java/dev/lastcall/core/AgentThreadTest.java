package dev.lastcall.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentThreadTest {

    @Test
    void onlyTheAgentAndTheThreadItselfInterruptIt() throws Exception {
        CompletableFuture<Boolean> byItself = new CompletableFuture<>();
        AgentThread thread = new AgentThread(
                () -> {
                    Thread.currentThread().interrupt();
                    byItself.complete(Thread.interrupted());
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                },
                "lastcall-test");
        thread.start();
        assertThat(byItself.get()).isTrue();
        thread.interrupt();
        assertThat(thread.isInterrupted()).isFalse();
        assertThat(thread.isDaemon()).isTrue();
        thread.reallyInterrupt();
        thread.join();
    }
}
