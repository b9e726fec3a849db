package dev.lastcall.demo;

import dev.lastcall.load.Crowd;
import java.util.ArrayList;
import java.util.List;

/** Whether the figures show what the demo is there to show. */
final class Verdict {
    private final List<String> objections = new ArrayList<>();

    Verdict(Figures without, Figures with) {
        fair("without the agent", without);
        fair("with the agent", with);
        object(without.isWithoutLoss(), "without the agent nothing was lost, so nothing is shown");
        object(!with.isWithoutLoss(), "with the agent something was lost");
        object(
                !with.unreadyReason().equals("503"),
                "with the agent /health never answered 503, but " + with.unreadyReason());
        object(
                with.exit().code() != 0,
                "with the agent the exit code was " + with.exit().code());
    }

    /** Empty if all is well. */
    List<String> objections() {
        return objections;
    }

    /** Without enough load, or with clients that gave up by themselves, zero losses mean nothing. */
    private void fair(String run, Figures figures) {
        object(figures.sent() < Crowd.LEAST_SENT, run + " only " + figures.sent() + " requests were sent");
        object(
                figures.inFlightAtSignal() < Crowd.LEAST_IN_FLIGHT,
                run + " only " + figures.inFlightAtSignal() + " requests were in flight at SIGTERM");
        object(
                !figures.stoppedEarly().isEmpty(),
                run + " clients stopped before their time: " + figures.stoppedEarly());
    }

    private void object(boolean holds, String objection) {
        if (holds) {
            objections.add(objection);
        }
    }
}
