package dev.lastcall.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM without the agent does on a signal: the facts that the agent is built on. */
class SignalsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FOREVER = "new CountDownLatch(1).await();";

    @TempDir
    Path directory;

    @EachJdk
    void sigtermExitsWith143(Jdk jdk) throws Exception {
        try (RunningApp app = start(jdk, "", FOREVER)) {
            assertThat(terminate(app).code()).isEqualTo(143);
        }
    }

    @EachJdk
    void handlerOfItsOwnDecidesTheExitCode(Jdk jdk) throws Exception {
        try (RunningApp app = start(jdk, onTerm("System.exit(0);"), FOREVER)) {
            assertThat(terminate(app).code()).isZero();
        }
    }

    @EachJdk
    void everySignalIsHandledByANewDaemonThread(Jdk jdk) throws Exception {
        String handler = onTerm("""
                Thread thread = Thread.currentThread();
                System.out.println(thread.getName() + ", daemon " + thread.isDaemon());
                if (SIGNALS.incrementAndGet() == 2) System.exit(7);
                Thread.sleep(60_000);
                """);
        try (RunningApp app = start(jdk, handler, FOREVER)) {
            app.signal("TERM");
            app.stdout().await(Pattern.compile("SIGTERM handler, daemon true"), SOON);
            assertThat(terminate(app).code()).isEqualTo(7);
            assertThat(app.stdout().awaitEnd(SOON))
                    .containsExactly("ready", "SIGTERM handler, daemon true", "SIGTERM handler, daemon true");
        }
    }

    @EachJdk
    void handlerIsCutWhenTheLastApplicationThreadEnds(Jdk jdk) throws Exception {
        String handler = onTerm("END_OF_MAIN.countDown(); Thread.sleep(60_000); System.exit(9);");
        try (RunningApp app = start(jdk, handler, "END_OF_MAIN.await();")) {
            assertThat(terminate(app).code()).isZero();
        }
    }

    @EachJdk
    void withXrsHandlersAreRefusedAndHooksSkipped(Jdk jdk) throws Exception {
        String refused =
                "try {" + onTerm("") + "} catch (IllegalArgumentException e) {" + "System.out.println(\"refused\"); }";
        String hook = onExit("System.out.println(\"hook\");");
        try (RunningApp app = start(jdk, refused + hook, FOREVER, "-Xrs")) {
            assertThat(terminate(app).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("refused", "ready");
        }
    }

    @EachJdk
    void secondSignalIsSwallowedWhileHooksRun(Jdk jdk) throws Exception {
        String hook =
                onExit("System.out.println(\"hook begins\"); Thread.sleep(1000); System.out.println(\"hook ends\");");
        try (RunningApp app = start(jdk, hook, FOREVER)) {
            app.signal("TERM");
            app.stdout().await(Pattern.compile("hook begins"), SOON);
            Exit exit = terminate(app);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isGreaterThan(Duration.ofSeconds(1));
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook ends");
        }
    }

    @EachJdk
    void logLinesFromAHookAreLost(Jdk jdk) throws Exception {
        String log = "java.util.logging.Logger log = java.util.logging.Logger.getLogger(\"app\");"
                + "log.addHandler(new java.util.logging.FileHandler(\"" + directory.resolve("log") + "\"));"
                + "log.warning(\"before\");";
        String hook = onExit("Thread.sleep(500); log.warning(\"inside\"); System.out.println(\"hook ends\");");
        try (RunningApp app = start(jdk, log + hook, FOREVER)) {
            assertThat(terminate(app).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook ends");
            assertThat(directory.resolve("log")).content().contains("before").doesNotContain("inside");
        }
    }

    /**
     * The virtual machine waits 300 ms for threads in native code when it exits, be it by exit or halt, and a thread that
     * accepts or selects is in native code: an exit is only quick when the servers have been stopped.
     */
    @EachJdk
    void exitTakesAThirdOfASecondWhileAThreadIsInNativeCode(Jdk jdk) throws Exception {
        String acceptor = """
                java.net.ServerSocket socket = new java.net.ServerSocket(0);
                Thread thread = new Thread(() -> run(() -> socket.accept()));
                thread.start();
                boolean inNative = false;
                while (!inNative) {
                    StackTraceElement[] stack = thread.getStackTrace();
                    inNative = stack.length > 0 && stack[0].isNativeMethod()
                            && stack[0].getMethodName().matches("accept|accept0|socketAccept|poll");
                    Thread.sleep(5);
                }
                """;
        try (RunningApp app = start(jdk, acceptor, FOREVER)) {
            assertThat(terminate(app).sinceSignal()).isGreaterThan(Duration.ofMillis(300));
        }
    }

    private static Exit terminate(RunningApp app) throws Exception {
        app.signal("TERM");
        return app.awaitExit(SOON);
    }

    private RunningApp start(Jdk jdk, String before, String after, String... flags) throws Exception {
        String source = """
                import java.util.concurrent.CountDownLatch;
                import java.util.concurrent.atomic.AtomicInteger;

                public class Main {
                    static final AtomicInteger SIGNALS = new AtomicInteger();
                    static final CountDownLatch END_OF_MAIN = new CountDownLatch(1);

                    interface Code { void run() throws Exception; }

                    static void run(Code code) {
                        try { code.run(); } catch (Exception e) { throw new IllegalStateException(e); }
                    }

                    public static void main(String[] args) throws Exception {
                        %s
                        System.out.println("ready");
                        %s
                    }
                }
                """.formatted(before, after);
        var tiny = TinyApp.compile(directory, source).jdk(jdk);
        for (String flag : flags) {
            tiny.flag(flag);
        }
        RunningApp app = tiny.start();
        app.stdout().await(Pattern.compile("ready"), SOON);
        return app;
    }

    private static String onTerm(String code) {
        return "sun.misc.Signal.handle(new sun.misc.Signal(\"TERM\"), signal -> run(() -> {" + code + "}));\n";
    }

    private static String onExit(String code) {
        return "Runtime.getRuntime().addShutdownHook(new Thread(() -> run(() -> {" + code + "})));\n";
    }
}
