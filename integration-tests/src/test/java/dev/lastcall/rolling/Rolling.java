package dev.lastcall.rolling;

import dev.lastcall.harness.App;
import dev.lastcall.load.Backend;
import dev.lastcall.load.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Restarts two instances of a service in turn behind a real balancer, under requests that nobody repeats, without and with
 * the agent, and prints what was lost. Ends with 1 if a run with the agent lost anything, and with 2 if a setting is wrong.
 */
public final class Rolling {

    private static final int MOST_SHOWN = 20;

    private boolean failed;

    public static void main(String[] args) throws Exception {
        Settings settings;
        try {
            settings = Settings.of(System.getProperties());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Rolling().run(settings) ? 0 : 1);
    }

    private boolean run(Settings settings) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "rolling restarts, at least %,d requests each, -Drolling.seed=%d%n",
                settings.requests(),
                settings.seed());
        row("balancer", "server", "agent", "requests", "lost", "restarts", "exit 0", "\"clean\"", "time");
        for (Proxy.Kind kind : settings.proxies()) {
            if (kind.program().isEmpty()) {
                System.out.println(kind.command() + " is not installed: skipped");
                continue;
            }
            for (Backend backend : settings.backends()) {
                run(kind, backend, false, settings);
                run(kind, backend, true, settings);
            }
        }
        return !failed;
    }

    private void run(Proxy.Kind kind, Backend backend, boolean agent, Settings settings) throws IOException {
        Supplier<App> app = agent ? () -> backend.plain().get().agent() : backend.plain();
        Path directory = Files.createTempDirectory("rolling");
        try {
            Run.Figures figures = new Run(kind, app, settings, directory).run();
            row(
                    kind.command(),
                    backend.title(),
                    agent ? "with" : "without",
                    "%,d".formatted(figures.sent()),
                    "%,d".formatted(figures.losses().size()),
                    figures.ends().size(),
                    figures.exitedWith0(),
                    agent ? figures.calledClean() : "",
                    "%.0f s".formatted(figures.nanos() / 1e9));
            if (agent && !figures.losses().isEmpty()) {
                failed = true;
                explain(figures);
            }
        } catch (Exception | AssertionError e) {
            failed = true;
            System.err.println(kind.command() + ", " + backend.title() + ", " + (agent ? "with" : "without")
                    + " the agent: the run failed: " + e.getMessage());
        } finally {
            delete(directory);
        }
    }

    /** What was lost, and what the agent has said of the restart that it was lost in. */
    private static void explain(Run.Figures figures) {
        figures.losses().stream().limit(MOST_SHOWN).forEach(loss -> {
            Instance.End end = endBefore(figures, loss);
            System.err.println("  "
                    + (end == null
                            ? "before the first restart: " + loss.response()
                            : loss.describe(end.signalNanos())));
        });
        figures.ends()
                .forEach(end -> System.err.println("  exit code " + end.exit().code() + ", " + end.verdict()));
    }

    /** The last restart that had begun when the loss was seen. */
    private static Instance.End endBefore(Run.Figures figures, Loss loss) {
        return figures.ends().stream()
                .filter(end -> end.signalNanos() - loss.seenAtNanos() < 0)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private static void row(Object... cells) {
        System.out.println("%-9s %-22s %-8s %9s %7s %9s %7s %8s %6s".formatted(cells));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Rolling() {}
}
