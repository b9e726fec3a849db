package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Stage stage = new Stage("");

    @Test
    void phaseIsReadyWhenAllThatItComesAfterAreOver() {
        Plan plan = new Plan(List.of(phase("a", "0s"), phase("b", "0s", "a"), phase("c", "0s", "a", "b")));
        assertThat(ready(plan, Set.of(), List.of())).containsExactly("a");
        assertThat(ready(plan, Set.of("a"), List.of("a"))).containsExactly("b");
        assertThat(ready(plan, Set.of("a", "b"), List.of("a"))).isEmpty();
        assertThat(ready(plan, Set.of("a", "b"), List.of("a", "b"))).containsExactly("c");
    }

    @Test
    void defaultPlanRunsInTheOrderOfDependencies() {
        Config config = Config.read(null, Map.of(), Map.of());
        Plan plan = StandardPlan.of(
                config,
                dev.lastcall.core.plan.DeclaredPlan.NONE,
                new EndlessWatch(Clock.SYSTEM, Duration.ofSeconds(60)));
        List<List<String>> steps = new ArrayList<>();
        Set<String> over = new HashSet<>();
        while (over.size() < plan.size()) {
            List<String> step = ready(plan, over, new ArrayList<>(over));
            steps.add(step);
            over.addAll(step);
        }
        assertThat(steps)
                .containsExactly(
                        List.of("unready"),
                        List.of("lame-duck"),
                        List.of("stop-accepting"),
                        List.of("close-streams", "drain-requests"),
                        List.of("stop-schedules"),
                        List.of("drain-tasks"),
                        List.of("close-pools"),
                        List.of("flush"));
    }

    private static List<String> ready(Plan plan, Set<String> begun, List<String> over) {
        return plan.ready(begun, over).stream().map(Phase::name).toList();
    }

    private Phase phase(String name, String reserve, String... after) {
        return stage.phase(name, "rest", reserve, (drain, deadline) -> PhaseResult.done(), after);
    }
}
