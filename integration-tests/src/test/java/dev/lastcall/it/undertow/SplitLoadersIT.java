package dev.lastcall.it.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** XNIO in one loader and Undertow in one above it, as with modules: neither half of the line sees all of the other's types. */
class SplitLoadersIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String SOURCE = """
            import java.io.File;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.util.Arrays;

            public final class Modules {
                public static void main(String[] args) throws Exception {
                    URL[] urls = new URL[args.length];
                    for (int i = 0; i < args.length; i++) {
                        urls[i] = new File(args[i]).toURI().toURL();
                    }
                    new URLClassLoader(urls, Modules.class.getClassLoader())
                            .loadClass("com.acme.shop.HandlerShop")
                            .getMethod("main", String[].class)
                            .invoke(null, (Object) new String[0]);
                }
            }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void requestsAreDrainedAndTheListenerClosesInGoodOrder(Jdk jdk) throws Exception {
        App app = TinyApp.compile(directory, SOURCE)
                .jdk(jdk)
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .agent();
        for (Path jar : jars()) {
            if (jar.getFileName().toString().startsWith("undertow")) {
                app.argument(jar.toString());
            } else {
                app.classpath(jar);
            }
        }
        app.argument(App.classesOf("undertow-shop").toString());
        try (RunningApp running = app.start();
                RawClient slow = RawClient.connect(running.port())) {
            slow.send(Request.get("/slow?ms=1500"));
            running.stdout().await(Shop.began("/slow"), SOON);
            running.signal("TERM");
            Response response = slow.read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.announcesClose()).isTrue();
            assertThat(running.awaitExit(SOON).code()).isZero();
            assertThat(running.stderr().text())
                    .contains("stop-accepting done: XNIO on", "drained clean")
                    .doesNotContain(" WARN ");
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> jars = Files.list(App.libOf("undertow-shop"))) {
            return jars.collect(Collectors.toList());
        }
    }
}
