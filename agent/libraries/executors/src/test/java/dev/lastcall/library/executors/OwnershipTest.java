package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.resource.Owners;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private final Ownership ownership =
            new Ownership(new Owners(List.of("org.eclipse.jetty.", "java.lang.VirtualThread", "sun.rmi.")));

    @Test
    void theOwnerIsTheFirstClassOutsideTheJdk() {
        Owner owner = creator(
                ScheduledThreadPoolExecutor.class,
                "java.util.concurrent.ThreadPoolExecutor.<init>",
                "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
                "java.util.concurrent.Executors.newScheduledThreadPool",
                "com.acme.orders.Audit.<init>",
                "com.acme.orders.Main.main");
        assertThat(owner.className()).isEqualTo("com.acme.orders.Audit");
        assertThat(owner.isLibrary()).isFalse();
    }

    @Test
    void thePoolOfAServerIsTheServersWhoeverStartedIt() {
        Owner owner = creator(
                ThreadPoolExecutor.class,
                "java.util.concurrent.ThreadPoolExecutor.<init>",
                "org.eclipse.jetty.util.thread.ScheduledExecutorScheduler.doStart",
                "com.acme.orders.Main.main");
        assertThat(owner.isLibrary()).isTrue();
    }

    @Test
    void whatTheApplicationMakesInsideAServersCallIsTheApplications() {
        Owner owner = creator(
                ThreadPoolExecutor.class,
                "java.util.concurrent.ThreadPoolExecutor.<init>",
                "com.acme.orders.Servlet.init",
                "org.eclipse.jetty.servlet.ServletHolder.initServlet");
        assertThat(owner.className()).isEqualTo("com.acme.orders.Servlet");
        assertThat(owner.isLibrary()).isFalse();
    }

    @Test
    void machineryOfTheJdkOnTheWayMakesItTheJdks() {
        Owner owner = creator(
                ScheduledThreadPoolExecutor.class,
                "java.util.concurrent.ThreadPoolExecutor.<init>",
                "java.lang.VirtualThread.createDelayedTaskSchedulers",
                "java.lang.Thread.startVirtualThread",
                "com.acme.orders.Main.main");
        assertThat(owner.isLibrary()).isTrue();
    }

    @Test
    void theCommonPoolIsEverybodysWhoeverUsesItFirst() {
        Owner owner = creator(
                java.util.concurrent.ForkJoinPool.class,
                "java.util.concurrent.ForkJoinPool.<init>",
                "java.util.concurrent.ForkJoinPool.<clinit>",
                "org.eclipse.jetty.Anything.doStart");
        assertThat(owner.isLibrary()).isFalse();
    }

    @Test
    void aPoolClassOfTheApplicationsIsOwnedByWhoMadeIt() {
        Owner owner = ownership.ofCreator(
                stack(
                        "java.util.concurrent.ThreadPoolExecutor.<init>",
                        NamedPool.class.getName() + ".<init>",
                        "com.acme.orders.Audit.start"),
                NamedPool.class);
        assertThat(owner.className()).isEqualTo("com.acme.orders.Audit");
    }

    @Test
    void ourOwnFramesOnTopAreNobodys() {
        Owner owner = creator(
                ThreadPoolExecutor.class,
                "dev.lastcall.library.executors.Ownership.ofCaller",
                "java.lang.LastCall.reached",
                "java.util.concurrent.ThreadPoolExecutor.<init>",
                "com.acme.orders.Audit$$Lambda$14.run");
        assertThat(owner.className()).isEqualTo("com.acme.orders.Audit");
    }

    @Test
    void nothingButTheJdkIsUnknown() {
        assertThat(creator(ThreadPoolExecutor.class, "java.util.concurrent.ThreadPoolExecutor.addWorker")
                        .isKnown())
                .isFalse();
    }

    private Owner creator(Class<?> executor, String... frames) {
        return ownership.ofCreator(stack(frames), executor);
    }

    private static StackTraceElement[] stack(String... frames) {
        return Stream.of(frames)
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        -1))
                .toArray(StackTraceElement[]::new);
    }

    private abstract static class NamedPool extends ThreadPoolExecutor {
        NamedPool() {
            super(1, 1, 0, null, null);
        }
    }
}
