package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that fails, in whatever part: one warning, and the application goes on and exits as without it. */
class BrokenAgentIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String POINTS = "lastcall.points";

    @TempDir
    Path directory;

    @EachJdk
    void lineWhoseClassIsMissingIsSwitchedOff(Jdk jdk) throws Exception {
        breaksTheLine(jdk, ChangedJar.of(jar(jdk), "dev/lastcall/library/jetty/channel/Requests.class", text -> null));
    }

    @EachJdk
    void lineWhoseClassIsNoClassIsSwitchedOff(Jdk jdk) throws Exception {
        breaksTheLine(jdk, ChangedJar.of(jar(jdk), "dev/lastcall/library/jetty9/Jetty9.class", text -> "junk"));
    }

    @EachJdk
    void lineWithAPointThatItsLibraryDoesNotHaveIsSwitchedOff(Jdk jdk) throws Exception {
        breaksTheLine(jdk, ChangedJar.of(jar(jdk), POINTS, text -> text.replace("recycle()", "reuse()")));
    }

    /** The handler throws: it is given what it does not expect. */
    @EachJdk
    void lineWhoseHandlerThrowsIsSwitchedOff(Jdk jdk) throws Exception {
        breaksTheLine(
                jdk,
                ChangedJar.of(
                        jar(jdk),
                        POINTS,
                        text -> text.replaceAll("(onRequest\\S+\\s+enter\\s+)this(\\s+begins)", "$10$2")));
    }

    /** It has counted three requests by then, and the one in whose response it fails; nobody waits for them any more. */
    @Test
    void lineThatFailsInADrainLeavesItForcedAndSaysHowManyRequestsItHasLostSightOf() throws Exception {
        Path agent = ChangedJar.of(
                jar(Jdk.current()),
                POINTS,
                text -> text.replaceAll("(sendResponse\\S+\\s+enter\\s+)this,2(\\s+announces)", "$10,2$2"));
        try (RunningApp app = Web.app()
                        .plain()
                        .property("lastcall.phases.lame-duck.quiet", "2s")
                        .flag("-javaagent:" + agent)
                        .start();
                RawClient first = RawClient.connect(app.port());
                RawClient second = RawClient.connect(app.port());
                RawClient third = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            for (RawClient waiting : new RawClient[] {first, second, third}) {
                startWaiting(app, waiting);
            }
            app.signal("TERM");
            app.stderr()
                    .await(line("lame-duck: serving on"), SOON); // for where nothing is known to listen it is skipped
            assertThat(other.get("/hello").text()).isEqualTo("hello");
            app.stderr()
                    .await(
                            line("what it knows is not drained, and its readiness paths are the application's again"),
                            SOON);
            assertThat(other.get("/health").text()).isEqualTo("hello");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON).toString())
                    .containsPattern(
                            "drained FORCED in .*: 4 requests no longer seen, library line jetty-9 was switched off; exit code 143")
                    .doesNotContain("nothing lost");
        }
    }

    private static void breaksTheLine(Jdk jdk, Path agent) throws Exception {
        try (RunningApp app =
                Web.app().plain().flag("-javaagent:" + agent).jdk(jdk).start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(RawClient.once(app.port(), Request.get("/hello")).text())
                        .isEqualTo("hello");
            }
            app.stderr().await(line("library line jetty-9 is switched off after a failure"), SOON);
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("WARN") || line.contains("Exception"))
                    .filteredOn(
                            line -> !line.contains("is not known and is not drained")) // which its server is by then
                    .hasSize(1);
            assertThat(exit.code()).isEqualTo(143); // as without the agent, which cannot tell what was lost
            assertThat(app.stderr().text()).doesNotContain("nothing lost", "clean");
        }
    }

    @EachJdk
    void agentThatCannotStartSaysSoInOneLine(Jdk jdk) throws Exception {
        Map<String, Path> broken = Map.of(
                "a class is missing",
                ChangedJar.of(jar(jdk), "dev/lastcall/core/Service.class", text -> null),
                "a class is no class",
                ChangedJar.of(jar(jdk), "dev/lastcall/core/drain/Drains.class", text -> "junk"),
                "there is no bridge",
                ChangedJar.of(jar(jdk), "java/lang/LastCall.class", text -> null),
                "the table cannot be read",
                ChangedJar.of(jar(jdk), POINTS, text -> text.replaceFirst("point ", "pint ")),
                "the transformer is no class",
                ChangedJar.of(jar(jdk), "dev/lastcall/weaver/LookUp.class", text -> "junk"),
                "what premain needs is missing",
                ChangedJar.of(jar(jdk), "dev/lastcall/FirstLook.class", text -> null),
                "the loader of the rest is missing",
                ChangedJar.of(jar(jdk), "dev/lastcall/AgentLoader.class", text -> null));
        for (Map.Entry<String, Path> agent : broken.entrySet()) {
            App program =
                    Web.app().plain().flag("-javaagent:" + agent.getValue()).jdk(jdk);
            try (RunningApp app = program.start()) {
                assertThat(RawClient.once(app.port(), Request.get("/hello")).text())
                        .as(agent.getKey())
                        .isEqualTo("hello");
                app.signal("TERM");
                assertThat(app.awaitExit(SOON).code()).as(agent.getKey()).isEqualTo(143);
                assertThat(app.stderr().awaitEnd(SOON))
                        .as(agent.getKey())
                        .singleElement()
                        .asString()
                        .startsWith("Last Call could not start, the application runs without it: ");
            }
        }
    }

    @EachJdk
    void agentThatWasPackedAnewSaysSo(Jdk jdk) throws Exception {
        Path packed = ChangedJar.compressed(jar(jdk));
        try (RunningApp app =
                Web.app().plain().flag("-javaagent:" + packed).jdk(jdk).start()) {
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .singleElement()
                    .asString()
                    .matches(Pattern.quote("Last Call could not start, the application runs without it:"
                                    + " java.io.IOException: " + packed
                                    + " is not as it was built: lastcall/agent.jar is compressed, at ")
                            + "dev\\.lastcall\\.StoredJar\\.\\S+\\(StoredJar\\.java:\\d+\\)");
        }
    }

    /** The weaver's library fails: nothing can be woven, which is said, and nothing is harmed. */
    @EachJdk
    void agentThatCannotWeaveSaysSoAndTheApplicationServes(Jdk jdk) throws Exception {
        Path agent =
                ChangedJar.of(jar(jdk), "dev/lastcall/relocated/bytebuddy/jar/asm/ClassReader.class", text -> null);
        try (RunningApp app =
                Web.app().plain().flag("-javaagent:" + agent).jdk(jdk).start()) {
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .singleElement()
                    .asString()
                    .contains(" WARN lastcall - no class can be woven: java.lang.NoClassDefFoundError: ")
                    .endsWith("; the application runs without the agent");
        }
    }

    /** By then all that a drain needs must have been loaded. */
    @EachJdk
    void drainDoesNotNeedTheJarAnyMore(Jdk jdk) throws Exception {
        Path agent = Files.copy(App.agentJar(), jar(jdk));
        try (RunningApp app = Web.app()
                        .plain()
                        .property("lastcall.phases.lame-duck.quiet", "100ms")
                        .property("lastcall.triggers.second-signal-after", "0s")
                        .flag("-javaagent:" + agent)
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.stderr().await(line("armed"), SOON);
            if (jdk.version() == 8) {
                Files.delete(agent); // this JVM maps jars into memory, and dies of one that shrinks
            } else {
                Files.write(agent, new byte[0]);
            }
            app.signal("TERM");
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            app.signal("TERM");
            assertThat(waiting.read().status()).isEqualTo(503);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("NoClassDefFound"));
            app.stderr().await(line("1 request answered 503; exit code 143"), SOON);
        }
    }

    private Path jar(Jdk jdk) throws Exception {
        return Files.createTempDirectory(directory, "jdk" + jdk.version()).resolve("agent.jar");
    }
}
