package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.App;
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

/** A security manager that refuses the exit refuses it to the application; the JVM asks nobody on a signal, nor does the agent. */
class SecurityManagerIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** After it no JVM has one. */
    private static final int LAST = 23;

    private static final String NO_EXIT = """
            System.setSecurityManager(new SecurityManager() {
                @Override
                public void checkPermission(java.security.Permission asked) {
                    if (asked.getName().startsWith("exitVM")) throw new SecurityException("no exit");
                }
            });
            """;

    @TempDir
    Path directory;

    @EachJdk
    void serviceThatForbidsTheExitIsDrainedAndEndsOnASignal(Jdk jdk) throws Exception {
        try (RunningApp app = start(mayHaveOne(Web.app().first(NO_EXIT).agent(), jdk), jdk);
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachJdk
    void programWithNothingToDrainEndsOnASignalAndRunsItsHooks(Jdk jdk) throws Exception {
        App program = Web.program(NO_EXIT + "onExit(() -> say(\"hook\")); say(\"up\"); Thread.sleep(600_000);");
        try (RunningApp app = start(mayHaveOne(program.agent(), jdk), jdk)) {
            app.stdout().await(line("up"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("up", "hook");
        }
    }

    @EachJdk
    void watchdogHaltsWhereTheHaltIsForbidden(Jdk jdk) throws Exception {
        Web web = Web.app().first(NO_EXIT + "onExit(() -> Thread.sleep(600_000));");
        try (RunningApp app = start(mayHaveOne(web.agent("grace-period=3s", "exit.reserve=1s"), jdk), jdk)) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    @EachJdk
    void exitThatIsRefusedDrainsNothing(Jdk jdk) throws Exception {
        Web web = Web.app()
                .first(NO_EXIT)
                .path("/exit", "try { System.exit(0); } catch (SecurityException no) { out.print(no.getMessage()); }");
        try (RunningApp app = start(mayHaveOne(web.agent(), jdk), jdk)) {
            assertThat(RawClient.once(app.port(), Request.get("/exit")).text()).isEqualTo("no exit");
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            assertThat(app.stderr().text()).doesNotContain("draining");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachJdk
    void applicationWhosePolicyKnowsNothingOfTheAgentRunsAsWithoutIt(Jdk jdk) throws Exception {
        Path policy =
                policy("grant codeBase \"file:/-\" { permission java.util.PropertyPermission \"*\", \"read\"; };");
        App program = Web.program("say(\"up\"); Thread.sleep(600_000);").property("java.security.policy", "=" + policy);
        try (RunningApp app = start(program.agent().flag("-Djava.security.manager"), jdk)) {
            app.stdout().await(line("up"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    /** What the agent does on the threads of a service is not asked for among the rights of that service. */
    @EachJdk
    void serviceThatMayDoLittleIsDrainedWhereThePolicyTrustsTheAgent(Jdk jdk) throws Exception {
        Path policy = policy("""
                grant codeBase "file:%s" { permission java.security.AllPermission; };
                grant {
                    permission java.net.SocketPermission "*", "accept,connect,listen,resolve";
                    permission java.util.PropertyPermission "*", "read,write";
                    permission java.io.FilePermission "<<ALL FILES>>", "read";
                    permission java.lang.RuntimePermission "getenv.*";
                    permission java.lang.RuntimePermission "getClassLoader";
                    permission java.lang.RuntimePermission "setContextClassLoader";
                    permission java.lang.RuntimePermission "modifyThread";
                };
                """.formatted(App.agentJar()));
        App web =
                Web.app().agent().property("java.security.policy", "=" + policy).flag("-Djava.security.manager");
        try (RunningApp app = start(web, jdk);
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("AccessControl"));
        }
    }

    private Path policy(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "some", ".policy"), text);
    }

    /** Newer JVMs want to be told that an application may set one. */
    private static App mayHaveOne(App app, Jdk jdk) {
        return jdk.version() < 17 ? app : app.property("java.security.manager", "allow");
    }

    private static RunningApp start(App app, Jdk jdk) throws Exception {
        assumeTrue(jdk.version() <= LAST, "has no security manager any more");
        return app.jdk(jdk).start();
    }
}
