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
    private static final Duration LONG = Duration.ofSeconds(100);

    private final Stage stage = new Stage("phases.off.enabled=false");

    @Test
    void phaseIsReadyWhenAllThatItComesAfterAreOver() {
        Plan plan = new Plan(List.of(phase("a", "0s"), phase("b", "0s", "a"), phase("c", "0s", "a", "b")));
        assertThat(ready(plan, Set.of(), List.of())).containsExactly("a");
        assertThat(ready(plan, Set.of("a"), List.of("a"))).containsExactly("b");
        assertThat(ready(plan, Set.of("a", "b"), List.of("a"))).isEmpty();
        assertThat(ready(plan, Set.of("a", "b"), List.of("a", "b"))).containsExactly("c");
    }

    @Test
    void phaseLeavesTheReservesOfAllThatDependOnIt() {
        Phase first = phase("a", "1s");
        Plan plan = new Plan(List.of(
                first, phase("b", "2s", "a"), phase("c", "4s", "b"), phase("off", "8s", "a"), phase("x", "9s")));
        assertThat(plan.reservedAfter(first, LONG)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void reservesShrinkAlikeWhereTheyWouldLeaveLessThanHalf() {
        Phase first = phase("a", "0s");
        Phase second = phase("b", "3s", "a");
        Plan plan = new Plan(List.of(first, second, phase("c", "1s", "b")));
        assertThat(plan.reservedAfter(first, Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(4));
        assertThat(plan.reservedAfter(first, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.reservedAfter(second, Duration.ofSeconds(4))).isEqualTo(Duration.ofMillis(500));
        assertThat(plan.reservedAfter(first, Duration.ZERO)).isZero();
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
