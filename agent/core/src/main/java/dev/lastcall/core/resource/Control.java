package dev.lastcall.core.resource;

/**
 * What the agent can do with one kind of resource of one library. A library line keeps its controls in its fields: the
 * registry holds both the control and the resource weakly, so that neither keeps the application's classes alive.
 */
public interface Control<T> {

    /** How logs and reports name the resource, such as {@code Jetty 9.4.58 on :8080}. */
    String describe(T resource);
}
