package com.acme.bench;

/** The least that a {@code -javaagent} can be. */
public final class Nothing {
    public static void premain(String arguments) {}

    private Nothing() {}
}
