package dev.lastcall.plan;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Attach;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A plan that comes with an agent attached to a running application: the classes it names are loaded, and in use. */
class AttachedPlanIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String CACHE = """
            public static class Cache implements Runnable {
                final String name;
                public Cache(String name) { this.name = name; }
                public void flush() { System.out.println("flushed " + name); }
                public void run() {
                    System.out.println("begun " + name);
                    try { Thread.sleep(3000); } catch (InterruptedException e) { return; }
                    System.out.println("worked " + name);
                }
            }
            static Class<?> far;
            static void make(String name) throws Exception {
                start(new Cache("near " + name));
                start((Runnable) far.getConstructor(String.class).newInstance("far " + name));
            }
            static void start(Runnable job) {
                Thread thread = new Thread(job);
                thread.setDaemon(true);
                thread.start();
            }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void trackAndCountReachClassesOfTwoLoadersThatWereLoadedBeforeTheAgent(Jdk jdk) throws Exception {
        Path plan = Files.writeString(directory.resolve("plan.yaml"), """
                phases:
                  lame-duck: { enabled: false }
                  mine: { actions: [{ name: flush, call: "Main$Cache#flush" }] }
                track: [Main$Cache]
                count: [{ kind: task, around: "Main$Cache#run" }]
                """);
        Web web = Web.app().member(CACHE).first("""
                        far = new java.net.URLClassLoader(new java.net.URL[] {
                            Main.class.getProtectionDomain().getCodeSource().getLocation() }, null)
                            .loadClass("Main$Cache");
                        make("before");
                        """).path("/make", "make(\"after\");");
        try (RunningApp app = web.plain().jdk(jdk).start()) {
            app.port();
            app.stdout().await(line("begun far before"), SOON);
            Attach.agent(app, "config=" + plan);
            assertThat(RawClient.once(app.port(), Request.get("/agent")).status())
                    .isEqualTo(200);
            assertThat(RawClient.once(app.port(), Request.get("/make")).status())
                    .isEqualTo(200);
            app.stdout().await(line("begun near after"), SOON);
            app.stdout().await(line("begun far after"), SOON);
            app.stderr().await(line("armed: "), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isIn(0, 143);
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("worked near after", "worked far after")
                    .containsSubsequence("flushed far after", "flushed near after")
                    .doesNotContain("flushed near before", "flushed far before");
            assertThat(Said.by(app)).contains("mine: flush done: 2 instances");
        }
    }
}
