package dev.lastcall.matrix;

/**
 * Why a version is not drained from this JDK on.
 *
 * @param warning what the agent says of it on stderr
 */
public record Grey(int from, String reason, String warning) {
    static final Grey NONE = new Grey(Integer.MAX_VALUE, "", "");
}
