package dev.lastcall.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.gate.Gate.Verdict;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.ledger.OnPort;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DrainGateTest {
    private static final int PORT = 8080;
    private static final int KEPT = 8081;

    private final AtomicLong now = new AtomicLong();
    private final Ledger ledger = new Ledger(Clock.SYSTEM, new Bell(), 1);
    private final List<Object> keys = new ArrayList<>();

    @Test
    void nobodyNeedsToAskBeforeADrainUnlessThereIsALimit() {
        DrainGate gate = gate("");
        assertThat(gate.isOpen()).isTrue();
        gate.drain();
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate("limits.max-requests=1").isOpen()).isFalse();
    }

    @Test
    void whoWantsToKnowIsToldBeforeTheGateCloses() {
        DrainGate gate = gate("");
        List<Boolean> open = new ArrayList<>();
        gate.beforeItCloses(() -> open.add(gate.isOpen()));
        assertThat(open).isEmpty();
        gate.drain();
        assertThat(open).containsExactly(true);
        gate.beforeItCloses(() -> open.add(gate.isOpen()));
        assertThat(open).containsExactly(true, false);
        gate("limits.max-requests=1").beforeItCloses(() -> open.add(null));
        assertThat(open).containsExactly(true, false, null);
    }

    @Test
    void keptPortServesToTheEndAndAnswersReadinessLikeEverybody() {
        DrainGate gate = gate("readiness.keep-ports=8081");
        gate.drain();
        gate.unready();
        gate.reject();
        assertThat(gate.admit(null, "GET", "/ready", KEPT)).isEqualTo(Verdict.UNREADY);
        assertThat(gate.admit(null, "GET", "/live", KEPT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(null, "POST", "/orders", KEPT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(null, "GET", "/live", PORT)).isEqualTo(Verdict.REJECT);
        assertThat(gate.admit(null, "POST", "/orders", -1)).isEqualTo(Verdict.REJECT);
        gate.keepNone();
        assertThat(gate.admit(null, "GET", "/live", KEPT)).isEqualTo(Verdict.REJECT);
    }

    @Test
    void probesAndRequestsOnKeptPortsAreNoTraffic() {
        DrainGate gate = gate("readiness.keep-ports=8081");
        gate.drain();
        long begun = gate.lastArrival();
        now.set(1000);
        gate.admit(null, "GET", "/live", PORT);
        gate.admit(null, "GET", "/ready", PORT);
        gate.admit(null, "GET", "/orders", KEPT);
        assertThat(gate.lastArrival()).isEqualTo(begun);
        gate.admit(null, "POST", "/live", PORT);
        assertThat(gate.lastArrival()).isEqualTo(1000);
    }

    @Test
    void limitTurnsAwayNeitherProbesNorKeptPorts() {
        DrainGate gate = gate("limits.max-requests=1,readiness.keep-ports=8081");
        assertThat(gate.admit(request(), "GET", "/live", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(request(), "HEAD", "/ready", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(request(), "GET", "/orders", KEPT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(request(), "GET", "/orders", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(request(), "GET", "/orders", PORT)).isEqualTo(Verdict.TOO_MANY);
        assertThat(gate.admit(request(), "POST", "/live", PORT)).isEqualTo(Verdict.TOO_MANY);
        assertThat(gate.admit(request(), "GET", "/live", PORT)).isEqualTo(Verdict.SERVE);
    }

    @Test
    void requestThatIsAskedAboutTwiceIsAdmittedTwice() {
        DrainGate gate = gate("limits.max-requests=1");
        Work request = request();
        assertThat(gate.admit(request, "GET", "/orders", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(request, "GET", "/error", PORT)).isEqualTo(Verdict.SERVE);
    }

    @Test
    void slashAtTheEndOfAProbesPathAsksForTheSame() {
        DrainGate gate = gate("readiness.paths=/up/,/ready");
        gate.drain();
        gate.unready();
        assertThat(gate.admit(null, "GET", "/ready/", PORT)).isEqualTo(Verdict.UNREADY);
        assertThat(gate.admit(null, "GET", "/up", PORT)).isEqualTo(Verdict.UNREADY);
        assertThat(gate.admit(null, "GET", "/up/", PORT)).isEqualTo(Verdict.UNREADY);
        assertThat(gate.admit(null, "GET", "/ready//", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.admit(null, "GET", "/", PORT)).isEqualTo(Verdict.SERVE);
        assertThat(gate.mayBeProbeOfContext("/shop/ready/")).isTrue();
        assertThat(gate.mayBeProbeOfContext("/ready/")).isFalse();
    }

    @Test
    void contextPathIsWorthTakingOffOnlyBeforeAProbe() {
        DrainGate gate = gate("");
        assertThat(gate.mayBeProbeOfContext("/shop/ready")).isTrue();
        assertThat(gate.mayBeProbeOfContext("/shop/live")).isTrue();
        assertThat(gate.mayBeProbeOfContext("/ready")).isFalse();
        assertThat(gate.mayBeProbeOfContext("/shop/orders")).isFalse();
        assertThat(ContextPaths.within(List.of("/", "/a", "/a/b"), "/a/b/ready"))
                .isEqualTo("/ready");
        assertThat(ContextPaths.within(List.of("/sho"), "/shop/ready")).isEqualTo("/shop/ready");
    }

    private DrainGate gate(String settings) {
        return new DrainGate(now::get, Config.read(settings, Map.of(), Map.of()));
    }

    private Work request() {
        Object key = new Object();
        keys.add(key);
        ledger.begin(new OnPort(PORT), key);
        return ledger.find(key);
    }
}
