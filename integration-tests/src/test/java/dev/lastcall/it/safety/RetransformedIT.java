package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.drainWaiting;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;

/** Another agent has the classes transformed anew that ours has woven, as profilers do that come later. */
class RetransformedIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void classesThatOursHasGivenAnInterfaceKeepIt(Jdk jdk) throws Exception {
        Web web = Web.app().member("""
                        static java.lang.instrument.Instrumentation other;

                        public static void premain(String options, java.lang.instrument.Instrumentation given) {
                            other = given;
                        }
                        """).path("/retransform", """
                        out.print(Class.forName("java.lang.LastCall$Tagged").isInstance(base.getHttpChannel()) + ", ");
                        int count = 0;
                        for (Class<?> loaded : other.getAllLoadedClasses()) {
                            String name = loaded.getName();
                            if (name.startsWith("org.eclipse.jetty.")
                                    && !name.contains("$$Lambda") // which Java 8 refuses, with or without an agent
                                    && other.isModifiableClass(loaded)) {
                                other.retransformClasses(loaded);
                                count++;
                            }
                        }
                        out.print(count > 100 ? "all anew" : count);""");
        try (RunningApp app =
                        web.agent().flag("-javaagent:" + otherAgent()).jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            assertThat(other.get("/retransform").text()).isEqualTo("true, all anew");
            drainWaiting(app, waiting, other);
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(line -> line.contains("switched off"))
                    .anyMatch(line -> line.contains("drained clean"));
        }
    }

    /** No more than what has a class of the program called before its main. */
    private Path otherAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "Main");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("other.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
