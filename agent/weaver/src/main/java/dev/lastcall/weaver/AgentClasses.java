package dev.lastcall.weaver;

import java.util.List;

/** Where the agent's classes are read from, those of the library lines among them. */
public interface AgentClasses {

    /** The bytes of a class of the agent's jar, or null if there is none. */
    byte[] bytesOf(String className);

    /** The names of all classes in this package, given with its dot, and in those below it; none if they cannot be read. */
    List<String> namesIn(String packagePrefix);

    /** The loader of the agent's own classes. */
    ClassLoader loader();
}
