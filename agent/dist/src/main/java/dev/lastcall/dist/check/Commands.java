package dev.lastcall.dist.check;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the jar can do from the command line. */
@Command(
        name = "java -jar lastcall-agent.jar",
        description =
                "Checks and explains plans. As the agent: java -javaagent:lastcall-agent.jar -jar your-service.jar",
        mixinStandardHelpOptions = true,
        subcommands = {Check.class, Explain.class, Commands.Version.class})
public final class Commands implements Runnable {

    @Spec
    private CommandSpec spec;

    private Commands() {}

    /** @return the exit code: 0 if all is well, 2 if a plan has errors or the command cannot be understood */
    public static int run(String version, String... arguments) {
        CommandLine line = new CommandLine(new Commands());
        line.getCommandSpec().version(version);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: check, explain or version");
    }

    /** Prints the version. */
    @Command(name = "version", description = "Prints the version of this agent.")
    static final class Version implements Runnable {

        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().getOut().println(spec.root().version()[0]);
        }
    }
}
