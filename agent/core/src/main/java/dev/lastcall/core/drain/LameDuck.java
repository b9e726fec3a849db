package dev.lastcall.core.drain;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.DeclaredControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Serves on until no new request has come for {@code quiet}, at the latest for {@code max}, which is never more than a
 * quarter of the grace period.
 */
final class LameDuck implements Phase.Work {

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        if (!drain.trigger().hasLameDuck()) {
            return PhaseResult.done("skipped on " + drain.trigger());
        }
        if (drain.listeners().isEmpty() && !takesCountedRequests(drain)) {
            return PhaseResult.done("skipped, no listener");
        }
        Config config = drain.core().config();
        final Duration quiet = config.get(Settings.LAME_DUCK_QUIET);
        final Deadline latest = deadline.within(Grace.lameDuck(config));
        Quiet silence = new Quiet(drain.core().clock(), quiet);
        Deadline progress = Deadline.in(drain.core().clock(), Drain.BETWEEN_PROGRESS_LINES);
        while (!latest.passed()) {
            Duration untilNextLook = silence.untilNextLook(drain.gate().lastArrival());
            if (untilNextLook.isZero()) {
                return PhaseResult.done("no new request for " + Text.duration(quiet));
            }
            final Deadline next = latest.within(untilNextLook);
            drain.core().bell().await(next, new BooleanSupplier() {
                @Override
                public boolean getAsBoolean() {
                    return next.passed() || latest.passed();
                }
            });
            if (progress.passed() && !latest.passed()) {
                drain.say("lame-duck: serving on for at most " + Text.duration(latest.left()));
                progress = Deadline.in(drain.core().clock(), Drain.BETWEEN_PROGRESS_LINES);
            }
            if (Thread.currentThread().isInterrupted() || drain.isCut()) {
                break;
            }
        }
        long silent = drain.core().clock().nanos() - drain.gate().lastArrival();
        return PhaseResult.done(
                silent < quiet.toNanos() ? "requests still come" : "the machine stood still, requests may still come");
    }

    private static boolean takesCountedRequests(Drain drain) {
        for (Controlled<DeclaredControl<Object>> declared :
                drain.core().resources().declared()) {
            if (declared.control().takesRequests()) {
                return true;
            }
        }
        return false;
    }
}
