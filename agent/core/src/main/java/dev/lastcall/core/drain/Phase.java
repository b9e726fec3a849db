package dev.lastcall.core.drain;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.PhaseSettings;
import dev.lastcall.core.config.StandardPhase;
import dev.lastcall.core.plan.DeclaredPhase;
import dev.lastcall.core.plan.OnFailure;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A step of the plan. Immutable. */
final class Phase {

    /** What a phase does. It ends by its deadline; one that does not is interrupted and left behind. */
    interface Work {
        PhaseResult run(Drain drain, Deadline deadline) throws Exception;

        /**
         * It was left behind: counts the losses that {@link #run}, which is still under way on another thread, has not
         * counted so far and will not count any more. Must not wait for anybody.
         */
        default void leftBehind(Drain drain) {}

        /**
         * Whether it would have anything to do if it began now. While it has not, earlier phases need not leave its reserve
         * to it. Asked again and again, on one thread, until the phase begins; may look as {@link #run} would, but not wait.
         */
        default boolean isNeeded(Drain drain) {
            return true;
        }
    }

    private final String name;
    private final List<String> after;
    private final boolean enabled;
    private final Duration timeout;
    private final Duration reserve;
    private final Duration least;
    private final boolean abortsOnFailure;
    private final Work work;

    private Phase(
            String name,
            List<String> after,
            boolean enabled,
            Duration timeout,
            Duration reserve,
            Duration least,
            boolean abortsOnFailure,
            Work work) {
        this.name = name;
        this.after = after;
        this.enabled = enabled;
        this.timeout = timeout;
        this.reserve = reserve;
        this.least = least;
        this.abortsOnFailure = abortsOnFailure;
        this.work = work;
    }

    /** @param before the plan's own phases that must be over before it begins, too */
    static Phase standard(Config config, StandardPhase phase, List<String> before, Work work) {
        List<String> after = new ArrayList<String>(phase.after());
        after.addAll(before);
        return new Phase(
                phase.phaseName(),
                after,
                config.get(phase.enabled()),
                config.get(phase.timeout()),
                config.get(phase.reserve()),
                phase.least(),
                false,
                work);
    }

    /**
     * @param timeout its default time-out, {@code rest} for all that is left
     * @param reserve by default, what earlier phases must leave to it
     * @param after the phases that must be over before it begins
     */
    static Phase of(Config config, String name, String timeout, String reserve, Work work, String... after) {
        return new Phase(
                name,
                Arrays.asList(after),
                config.get(PhaseSettings.enabled(name)),
                config.get(PhaseSettings.timeout(name, timeout)),
                config.get(PhaseSettings.reserve(name, reserve)),
                Duration.ZERO,
                false,
                work);
    }

    /** A phase of the plan's own. */
    static Phase declared(DeclaredPhase phase, List<String> before, Work work) {
        List<String> after = new ArrayList<String>(phase.after());
        after.addAll(before);
        return new Phase(
                phase.name(),
                after,
                phase.isEnabled(),
                phase.timeout(),
                phase.reserve(),
                Duration.ZERO,
                phase.onFailure() == OnFailure.ABORT,
                work);
    }

    String name() {
        return name;
    }

    List<String> after() {
        return after;
    }

    boolean isEnabled() {
        return enabled;
    }

    Duration timeout() {
        return timeout;
    }

    /** What earlier phases must leave to it. */
    Duration reserve() {
        return enabled ? reserve : Duration.ZERO;
    }

    /** The same while it has nothing to do. */
    Duration least() {
        return least.compareTo(reserve()) < 0 ? least : reserve();
    }

    /** Whether the phases that depend on it are left out when it fails. */
    boolean abortsOnFailure() {
        return abortsOnFailure;
    }

    Work work() {
        return work;
    }
}
