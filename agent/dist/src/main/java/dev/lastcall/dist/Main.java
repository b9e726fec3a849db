package dev.lastcall.dist;

import dev.lastcall.dist.check.Commands;

/** The agent's jar as a program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(Commands.run(Version.read(), arguments));
    }
}
