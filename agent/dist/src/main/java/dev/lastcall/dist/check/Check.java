package dev.lastcall.dist.check;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.plan.Planned;
import java.io.File;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a plan as the agent would, and prints what would run, or all that is wrong. */
@Command(
        name = "check",
        description =
                "Checks a plan file: prints the plan as it would run, where each value comes from, and exits with 0;"
                        + " or all errors, and exits with 2.")
final class Check implements Callable<Integer> {

    private static final int ERRORS = 2;

    @Parameters(
            arity = "0..1",
            paramLabel = "<plan.yaml>",
            description = "The plan file; without one, the default plan.")
    private File file;

    @Option(
            names = "-D",
            paramLabel = "<lastcall.key=value>",
            description = "A system property as the service would be started with; may be repeated.",
            mapFallbackValue = "")
    private Map<String, String> properties = new LinkedHashMap<String, String>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Config outside = Config.read(null, System.getenv(), properties);
        List<String> lines = LibraryLines.names();
        Planned planned = file == null ? Planned.withoutFile(outside, lines) : Planned.read(outside, file, lines);
        List<String> problems = planned.config().problems();
        if (problems.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            new PlanText(planned).print(out);
            out.flush();
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        for (String problem : problems) {
            err.println(problem);
        }
        err.println(problems.size() == 1 ? "1 error" : problems.size() + " errors");
        err.flush();
        return ERRORS;
    }
}
