package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A core without libraries, and plans of phases that tests write themselves. */
final class Stage {
    final Told told = new Told();
    final Config config;
    final DrainGate gate;
    final Core core;

    Stage(String arguments) {
        config = Config.read(arguments, Map.of(), Map.of());
        gate = new DrainGate(Clock.SYSTEM, config);
        core = new Core(config, new Owners(List.of()), (control, resource) -> {}, gate, told);
    }

    Phase phase(String name, String timeout, String reserve, Phase.Work work, String... after) {
        return Phase.of(config, name, timeout, reserve, work, after);
    }

    Drain drain(Duration budget, Phase... phases) {
        return new Drain(
                core,
                gate,
                Trigger.signal("TERM", 15, true),
                new Plan(List.of(phases)),
                Deadline.in(Clock.SYSTEM, budget),
                Grace.ofPhases(budget),
                false);
    }

    /** A phase that waits for what never comes, as one that waits for a stuck request does. */
    static Phase.Work waiting(String progress) {
        return (drain, deadline) -> drain.await(deadline, () -> false, () -> progress)
                ? PhaseResult.done()
                : PhaseResult.forced("time was up");
    }
}
