package dev.lastcall.weaver;

/** The typed code behind one woven point. Called on the application's threads. */
public interface Point {

    /**
     * @param key what the first "passes" column names
     * @param detail what the second names, or null
     * @return null to let the method run (or its result stand); otherwise see {@code java.lang.LastCall#reached}
     * @throws Throwable switches the line off, with one warning; the application goes on as without the agent
     */
    Object reached(Object key, Object detail) throws Throwable;
}
