package dev.lastcall.demo;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Starts the service {@code orders} twice under the same load, without and with the agent, sends it SIGTERM, and prints one
 * table of what was lost. Ends with 1, and says why, if the run with the agent lost anything or the load was too small.
 */
public final class Demo {
    public static void main(String[] args) throws Exception {
        List<Figures> columns = new ArrayList<>();
        try {
            columns.add(run("without the agent", app -> app));
            columns.add(run("with the agent", app -> app.agent("config=" + plan())));
        } catch (IllegalStateException e) {
            System.err.println("The demo failed: " + e.getMessage());
        }
        System.out.println();
        new Table(System.out, columns).print();
        System.exit(columns.size() == 2 && judge(columns.get(0), columns.get(1)) ? 0 : 1);
    }

    private static Path plan() {
        try {
            return Path.of(Demo.class.getResource("/demo/lastcall.yaml").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Figures run(String name, UnaryOperator<App> agent) throws Exception {
        Jdk jdk = Jdks.first();
        System.out.println("orders on " + jdk + " " + name + ": load, SIGTERM under load, and the count");
        Path database = Files.createTempDirectory("orders");
        try {
            return new Run(agent.apply(App.orders(database).jdk(jdk)), database).run();
        } finally {
            delete(database);
        }
    }

    private static boolean judge(Figures without, Figures with) {
        List<String> objections = new Verdict(without, with).objections();
        if (objections.isEmpty()) {
            return true;
        }
        System.err.println();
        objections.forEach(objection -> System.err.println("The demo failed: " + objection));
        with.losses().forEach(loss -> System.err.println("  " + loss.describe(with.signalNanos())));
        System.err.println("The service with the agent said on stderr:");
        with.stderr().forEach(line -> System.err.println("  " + line));
        return false;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Demo() {}
}
