package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that serves nobody is drained for the sake of what a plan's actions are for, and of nothing else. */
class PlanArmsIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String APPLICATION = """
            import java.lang.management.ManagementFactory;
            import java.util.concurrent.CountDownLatch;
            import javax.management.ObjectName;

            public class Main {
                public interface AcceptorMBean { void stop(); }
                public static class Acceptor implements AcceptorMBean {
                    public void stop() { System.out.println("stopped"); }
                }
                static class Offsets {
                    static void save() { System.out.println("saved"); }
                }
                public static void main(String[] args) throws Exception {
                    switch (args[0]) {
                        case "thread":
                            new Thread(Main::hang, "order-poller-1").start();
                            break;
                        case "bean":
                            ManagementFactory.getPlatformMBeanServer()
                                    .registerMBean(new Acceptor(), new ObjectName("com.acme:type=Acceptor"));
                            break;
                        case "class":
                            Class.forName("Main$Offsets");
                            break;
                        default:
                    }
                    // Until then nobody hears a signal.
                    while (Thread.getAllStackTraces().keySet().stream().anyMatch(
                            thread -> thread.getName().equals("lastcall-start")
                                    && thread.getState() != Thread.State.WAITING)) Thread.sleep(1);
                    System.out.println("ready");
                    if (args[1].equals("waits")) hang();
                    System.exit(3);
                }
                static void hang() {
                    try { new CountDownLatch(1).await(); } catch (InterruptedException e) { System.out.println("woken"); }
                }
            }
            """;

    private static final String PLAN = """
            phases:
              mine:
                sequential: true
                interrupt-threads: [order-poller-*]
                actions:
                  - { name: stop, jmx: "com.acme:type=Acceptor#stop" }
                  - { name: save, call: "Main$Offsets.save()" }
              other: { actions: [{ name: mark, write: { file: marker, text: "" } }] }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void threadThatThePlanInterrupts(Jdk jdk) throws Exception {
        assertThat(drained(jdk, "thread", "waits", 143)).contains("woken");
        assertThat(directory.resolve("marker")).exists();
    }

    @EachJdk
    void beanThatThePlanCalls(Jdk jdk) throws Exception {
        assertThat(drained(jdk, "bean", "waits", 143)).contains("stopped");
    }

    @EachJdk
    void loadedClassThatThePlanCalls(Jdk jdk) throws Exception {
        assertThat(drained(jdk, "class", "waits", 143)).contains("saved");
    }

    @EachJdk
    void exitOfTheApplicationDrainsItToo(Jdk jdk) throws Exception {
        assertThat(drained(jdk, "class", "exits", 3)).contains("saved");
    }

    private List<String> drained(Jdk jdk, String target, String end, int code) throws Exception {
        try (RunningApp app = start(jdk, target, end)) {
            app.stdout().await(Pattern.compile("ready"), SOON);
            if (end.equals("waits")) {
                app.signal("TERM");
            }
            assertThat(app.awaitExit(SOON).code()).isEqualTo(code);
            assertThat(Said.by(app))
                    .anyMatch(line -> line.endsWith(
                            "armed: actions of the plan; grace period 25.0 s, of it 5.0 s for" + " shutdown hooks"))
                    .anyMatch(line -> line.startsWith("drained "));
            return app.stdout().awaitEnd(SOON);
        }
    }

    @EachJdk
    void nothingOfThePlanRunsWhereNothingOfItIs(Jdk jdk) throws Exception {
        try (RunningApp app = start(jdk, "nothing", "waits")) {
            app.stdout().await(Pattern.compile("ready"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("ready");
        }
        assertThat(directory.resolve("marker")).doesNotExist();
    }

    private RunningApp start(Jdk jdk, String target, String end) throws Exception {
        Path file = Files.writeString(directory.resolve("plan.yaml"), PLAN);
        App app = TinyApp.compile(directory, APPLICATION).jdk(jdk).directory(directory);
        return app.agent("config=" + file).argument(target).argument(end).start();
    }
}
