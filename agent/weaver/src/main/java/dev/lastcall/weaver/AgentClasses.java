package dev.lastcall.weaver;

/** Where the agent's classes are read from, those of the library lines among them. */
public interface AgentClasses {

    /** The bytes of a class of the agent's jar, or null if there is none. */
    byte[] bytesOf(String className);

    /** The loader of the agent's own classes. */
    ClassLoader loader();
}
