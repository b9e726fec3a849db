package dev.lastcall.core.drain;

/** How a phase ended. */
final class PhaseResult {

    private static final PhaseResult DONE = new PhaseResult(false, "");

    private final boolean forced;
    private final String detail;

    private PhaseResult(boolean forced, String detail) {
        this.forced = forced;
        this.detail = detail;
    }

    static PhaseResult done() {
        return DONE;
    }

    static PhaseResult done(String detail) {
        return new PhaseResult(false, detail);
    }

    /** Time ran out, or something failed: the drain is no longer clean. */
    static PhaseResult forced(String detail) {
        return new PhaseResult(true, detail);
    }

    boolean isForced() {
        return forced;
    }

    @Override
    public String toString() {
        return (forced ? "FORCED" : "done") + (detail.isEmpty() ? "" : ": " + detail);
    }
}
