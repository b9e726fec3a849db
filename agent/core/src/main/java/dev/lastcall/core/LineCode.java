package dev.lastcall.core;

/** The classes of one library line, by which what it has counted and registered is told from what others have. */
public interface LineCode {

    boolean includes(Class<?> type);
}
