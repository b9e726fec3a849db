package dev.lastcall.core.drain;

import dev.lastcall.core.time.Deadline;
import java.io.IOException;

/** Tells the platform to send its traffic elsewhere: the readiness file goes, readiness paths answer 503. */
final class Unready implements Phase.Work {

    @Override
    public PhaseResult run(Drain drain, Deadline deadline) throws IOException {
        try {
            if (drain.core().readinessFile().isPresent()) {
                drain.core().readinessFile().get().remove();
            }
        } finally {
            drain.gate().unready();
        }
        return PhaseResult.done();
    }
}
