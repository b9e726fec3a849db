package dev.lastcall.core.resource;

/** Control over something that a plan file tracks or counts. Having one arms the agent. */
public interface DeclaredControl<T> extends Control<T> {

    /** Whether it takes requests from outside, so that a drain serves on for a while. */
    boolean takesRequests();
}
