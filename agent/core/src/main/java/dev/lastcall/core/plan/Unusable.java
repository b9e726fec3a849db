package dev.lastcall.core.plan;

/** A plan file of which nothing can be used; the message says where and why. */
final class Unusable extends Exception {

    Unusable(String message) {
        super(message, null, false, false);
    }
}
