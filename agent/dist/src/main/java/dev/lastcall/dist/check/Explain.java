package dev.lastcall.dist.check;

import dev.lastcall.core.config.StandardPhase;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes what a plan is made of. */
@Command(name = "explain", description = "Describes the phases and the actions that a plan is made of.")
final class Explain implements Callable<Integer> {

    @Parameters(paramLabel = "phases", description = "What to explain.")
    private String topic;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!topic.equals("phases")) {
            throw new ParameterException(spec.commandLine(), "\"" + topic + "\" is not phases");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The default phases. Those that do not depend on each other run at the same time.");
        out.println();
        Columns phases = new Columns();
        phases.row("phase", "timeout", "reserve", "after", "what it does");
        for (StandardPhase phase : StandardPhase.values()) {
            String after = phase.after().toString();
            phases.row(
                    phase.phaseName(),
                    phase.timeout().defaultText(),
                    phase.reserve().defaultText(),
                    after.substring(1, after.length() - 1),
                    phase.about());
        }
        phases.print(out);
        out.println();
        out.println("A phase of your own has actions, or interrupt-threads, and a place: after, before or both;");
        out.println("without either it runs after drain-tasks and before close-pools. Its actions are");
        out.println();
        Columns actions = new Columns();
        actions.row(
                "  call: com.acme.PriceCache#flush",
                "a method without arguments, on every live instance, newest first");
        actions.row("  call: com.acme.Offsets.save()", "a static method without arguments");
        actions.row(
                "  jmx: com.acme:type=Acceptor#stop",
                "an operation without arguments of an MBean; * in the name matches many");
        actions.row(
                "  http: PUT http://127.0.0.1:8500/…", "one request; expect: its status, 2xx by default; no redirects");
        actions.row(
                "  exec: [/usr/local/bin/archive.sh]",
                "a program, without a shell; env: the variables that it is given");
        actions.row("  write: { file: …, text: … }", "a file, all of it or nothing");
        actions.row("  interrupt-threads: [poller-*]", "threads by name, and the wait for their end");
        actions.print(out);
        out.println();
        out.println(
                "each with a name, a timeout, on-failure: continue or abort, and enabled. They run at the same time");
        out.println("unless the phase is sequential: true.");
        out.flush();
        return 0;
    }
}
