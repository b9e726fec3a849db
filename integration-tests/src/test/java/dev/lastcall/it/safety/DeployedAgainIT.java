package dev.lastcall.it.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A container in which an application with a server of its own is deployed again and again. */
class DeployedAgainIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int DEPLOYMENTS = 200;

    /** The oldest, whose phantom references hold what they refer to, and the newest. */
    static Stream<Jdk> jdks() {
        return Stream.of(Jdks.first(), Jdks.newest()).distinct();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void numbersOfPointsDoNotGrowWithTheDeployments(Jdk jdk) throws Exception {
        App container = Web.program("""
                List<java.net.URL> jars = new ArrayList<>();
                for (java.io.File jar : new java.io.File(System.getProperty("jars")).listFiles()) {
                    jars.add(jar.toURI().toURL());
                }
                List<java.lang.ref.WeakReference<ClassLoader>> gone = new ArrayList<>();
                for (int i = 0; i < %d; i++) {
                    ClassLoader loader = new java.net.URLClassLoader(jars.toArray(new java.net.URL[0]), null);
                    for (String name : new String[] {"Server", "HttpChannel", "ServerConnector", "AbstractConnector"}) {
                        Class.forName("org.eclipse.jetty.server." + name, false, loader);
                    }
                    gone.add(new java.lang.ref.WeakReference<>(loader));
                    loader = null;
                    if (i %% 10 == 9) {
                        for (int look = 0; look < 500 && gone.get(gone.size() - 2).get() != null; look++) {
                            System.gc();
                            Thread.sleep(10);
                        }
                    }
                }
                Object agent = read(Class.forName("java.lang.LastCall"), null, "agent");
                Object bindings = read(agent.getClass(), agent, "bindings");
                say(String.valueOf(java.lang.reflect.Array.getLength(read(bindings.getClass(), bindings, "byNumber"))));
                """.formatted(DEPLOYMENTS));
        try (RunningApp app = opened(container, jdk)
                .property("jars", App.libOf("orders").toString())
                .agent()
                .jdk(jdk)
                .start()) {
            assertThat(app.awaitExit(SOON).code()).isZero();
            List<String> said = app.stdout().awaitEnd(SOON);
            assertThat(said).hasSize(1);
            // In between two collections there are some twenty of them, each with some twenty points.
            assertThat(Integer.parseInt(said.get(0))).isLessThan(700);
        }
    }

    private static App opened(App container, Jdk jdk) {
        return jdk.version() == 8 ? container : container.flag("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
}
