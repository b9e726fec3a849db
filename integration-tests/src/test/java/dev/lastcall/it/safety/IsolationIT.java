package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** An application never meets the agent's classes, nor what the agent brings along. */
class IsolationIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void jarShowsNothingButWhatMainWaitsForAndTheLoaderOfTheRest() throws Exception {
        try (ZipFile jar = new ZipFile(App.agentJar().toFile())) {
            List<String> visible = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("lastcall/") && !name.endsWith("/"))
                    .toList();
            assertThat(visible)
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF",
                            "META-INF/LICENSE",
                            "dev/lastcall/Agent.class",
                            "dev/lastcall/AgentLoader.class",
                            "dev/lastcall/FirstLook.class",
                            "dev/lastcall/PlanWords.class",
                            "dev/lastcall/StoredJar.class");
            List<String> hidden = new ArrayList<>();
            try (ZipInputStream inner = new ZipInputStream(jar.getInputStream(jar.getEntry("lastcall/agent.jar")))) {
                for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                    hidden.add(entry.getName());
                }
            }
            assertThat(hidden).contains("dev/lastcall/core/Core.class");
            jar.stream().map(ZipEntry::getName).forEach(hidden::add);
            assertThat(hidden).noneMatch(name -> name.matches(".*(net/bytebuddy|org/slf4j)/.*"));
        }
    }

    @EachJdk
    void classesOfTheAgentAndItsLibrariesAreNotThere(Jdk jdk) throws Exception {
        App program = Web.program("""
                for (String name : new String[] {
                    "dev.lastcall.Agent", "dev.lastcall.core.Core", "dev.lastcall.weaver.Engine", "dev.lastcall.dist.Start",
                    "dev.lastcall.library.jetty9.Jetty9", "lastcall.dev.lastcall.core.Core",
                    "dev.lastcall.relocated.bytebuddy.jar.asm.ClassReader", "dev.lastcall.relocated.slf4j.LoggerFactory",
                    "net.bytebuddy.jar.asm.ClassReader", "org.slf4j.LoggerFactory", "org.slf4j.simple.SimpleLoggerFactory"}) {
                    for (ClassLoader loader : new ClassLoader[] {
                            Main.class.getClassLoader(), Thread.currentThread().getContextClassLoader(), null}) {
                        try {
                            Class.forName(name, false, loader);
                            say(name + (loader == null ? " by the boot loader" : ""));
                        } catch (ClassNotFoundException | LinkageError absent) {
                        }
                    }
                }
                """);
        try (RunningApp app = program.agent().jdk(jdk).start()) {
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsOnly("dev.lastcall.Agent");
        }
    }

    @EachJdk
    void byteBuddyOfTheApplicationWeavesBesideOurs(Jdk jdk) throws Exception {
        App program = Web.program("""
                say(net.bytebuddy.ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().getPath());
                new net.bytebuddy.agent.builder.AgentBuilder.Default()
                        .type(net.bytebuddy.matcher.ElementMatchers.named("Main$Target"))
                        .transform((builder, type, loader, module) -> builder
                                .method(net.bytebuddy.matcher.ElementMatchers.named("name"))
                                .intercept(net.bytebuddy.implementation.FixedValue.value("woven by the application")))
                        .installOn(net.bytebuddy.agent.ByteBuddyAgent.install());
                say(new Target().name());
                ExecutorService pool = Executors.newFixedThreadPool(1);
                pool.submit(() -> run(() -> { say("begun"); Thread.sleep(1000); say("task ends"); }));
                """, App.foreign("byte-buddy"));
        try (RunningApp app = program.agent()
                .property("net.bytebuddy.experimental", "true")
                .property("jdk.attach.allowAttachSelf", "true")
                .jdk(jdk)
                .start()) {
            app.stdout().await(line("begun"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            List<String> said = app.stdout().awaitEnd(SOON);
            assertThat(said.get(0)).endsWith("byte-buddy-1.9.16.jar");
            assertThat(said.subList(1, said.size())).containsExactly("woven by the application", "begun", "task ends");
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("lastcall"));
        }
    }

    @EachJdk
    void loggingOfTheApplicationIsItsOwnInEveryVersion(Jdk jdk) throws Exception {
        String says =
                "say(org.slf4j.LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation().getPath());"
                        + "org.slf4j.LoggerFactory.getLogger(\"app\").info(\"their line\");";
        logs(Web.app().first(says).agent().jdk(jdk), "slf4j-api-1.7.36.jar");
        logs(
                Web.app()
                        .first(says)
                        .agent()
                        .property("org.slf4j.simpleLogger.logFile", "System.out")
                        .classpath(App.foreign("slf4j-2"))
                        .jdk(jdk),
                "slf4j-api-2.0.20.jar");
    }

    private static void logs(App program, String jar) throws Exception {
        try (RunningApp app = program.start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            List<String> said = app.stdout().awaitEnd(SOON);
            assertThat(said)
                    .anyMatch(line -> Path.of(line).endsWith(jar))
                    .anyMatch(line -> line.contains("their line"));
            assertThat(said).noneMatch(line -> line.contains("lastcall") && !line.contains("/"));
            app.stderr().await(line("drained clean"), SOON);
        }
    }
}
