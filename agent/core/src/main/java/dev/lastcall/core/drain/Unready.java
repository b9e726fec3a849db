package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.time.Deadline;
import java.io.File;
import java.io.IOException;
import java.util.Optional;

/** Tells the platform to send its traffic elsewhere: the readiness file goes, readiness paths answer 503. */
final class Unready implements Phase.Work {

    @Override
    public PhaseResult run(Drain drain, Deadline deadline) throws IOException {
        Optional<String> path = drain.core().config().get(Settings.READINESS_FILE);
        if (path.isPresent()) {
            File file = new File(path.get());
            if (!file.delete() && file.exists()) {
                throw new IOException("cannot delete the readiness file " + file);
            }
        }
        drain.gate().unready();
        return PhaseResult.done();
    }
}
