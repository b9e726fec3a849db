package dev.lastcall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.load.Loss;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Loss RESET =
            new Loss(Request.get("/fast"), new Response(Outcome.RESET, "", 0, new byte[0]), 1, 0, 0);
    private static final Figures WITHOUT = figures(1_000, 50, List.of(RESET), "REFUSED", List.of(), 0, 143);
    private static final Figures WITH = figures(1_000, 50, List.of(), "503", List.of(), 0, 0);

    @Test
    void lossesWithoutTheAgentAndNoneWithItAreWhatItTakes() {
        assertThat(objections(WITHOUT, WITH)).isEmpty();
    }

    @Test
    void lossWithTheAgentFails() {
        assertThat(objections(WITHOUT, figures(1_000, 50, List.of(RESET), "503", List.of(), 0, 0)))
                .containsExactly("with the agent something was lost");
        assertThat(objections(WITHOUT, figures(1_000, 50, List.of(), "503", List.of(), 1, 0)))
                .containsExactly("with the agent something was lost");
    }

    @Test
    void runThatShowsNothingFails() {
        assertThat(objections(figures(1_000, 50, List.of(), "REFUSED", List.of(), 0, 143), WITH))
                .containsExactly("without the agent nothing was lost, so nothing is shown");
        assertThat(objections(figures(999, 49, List.of(RESET), "REFUSED", List.of(), 0, 143), WITH))
                .containsExactly(
                        "without the agent only 999 requests were sent",
                        "without the agent only 49 requests were in flight at SIGTERM");
    }

    @Test
    void clientThatStopsEarlyFails() {
        assertThat(objections(WITHOUT, figures(1_000, 50, List.of(), "503", List.of("keeping-7"), 0, 0)))
                .containsExactly("with the agent clients stopped before their time: [keeping-7]");
    }

    @Test
    void serviceThatIsGoneBeforeItIsUnreadyFails() {
        assertThat(objections(WITHOUT, figures(1_000, 50, List.of(), "REFUSED", List.of(), 0, 143)))
                .containsExactly(
                        "with the agent /health never answered 503, but REFUSED",
                        "with the agent the exit code was 143");
    }

    private static List<String> objections(Figures without, Figures with) {
        return new Verdict(without, with).objections();
    }

    private static Figures figures(
            int sent,
            int inFlight,
            List<Loss> losses,
            String unreadyReason,
            List<String> stoppedEarly,
            int missingAudits,
            int exitCode) {
        Exit exit = new Exit(exitCode, 0, Duration.ZERO);
        return new Figures(
                sent,
                inFlight,
                losses,
                0,
                unreadyReason,
                stoppedEarly,
                0,
                0,
                missingAudits,
                0,
                0,
                exit,
                Duration.ZERO,
                Duration.ZERO,
                0,
                List.of());
    }
}
