package dev.lastcall.dist;

/** The agent's jar as a program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && (arguments[0].equals("version") || arguments[0].equals("--version"))) {
            System.out.println(Version.read());
        } else {
            System.err.println("usage: java -jar lastcall-agent.jar version\n"
                    + "To use it as the agent: java -javaagent:lastcall-agent.jar -jar your-service.jar");
            System.exit(2);
        }
    }
}
