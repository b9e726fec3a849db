package dev.lastcall.core.config;

/** A text that a type cannot take for a reason that {@link ValueType#expected} is too general to tell. */
public final class Unreadable extends IllegalArgumentException {

    /** @param expected what would have been good, to follow the words "is not" */
    public Unreadable(String expected) {
        super(expected);
    }
}
