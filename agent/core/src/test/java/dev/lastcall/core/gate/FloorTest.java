package dev.lastcall.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloorTest {
    private final Floor floor = new Floor();

    @Test
    void agentDoesNotTakeTheFloorWhileAHandlerSpeaks() {
        assertThat(floor.enter()).isTrue();
        assertThat(floor.claim()).isFalse();
        floor.leave();
        assertThat(floor.claim()).isTrue();
    }

    @Test
    void handlerThatComesDuringTheAnswerWaitsAndIsThenToldToBeSilent() throws Exception {
        assertThat(floor.claim()).isTrue();
        CompletableFuture<Boolean> handler = CompletableFuture.supplyAsync(floor::enter);
        floor.decide(true);
        assertThat(handler.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void handlerSpeaksIfTheAgentCouldNotAnswer() throws Exception {
        assertThat(floor.claim()).isTrue();
        CompletableFuture<Boolean> handler = CompletableFuture.supplyAsync(floor::enter);
        floor.decide(false);
        assertThat(handler.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void agentPassesItsOwnAnswerThrough() {
        assertThat(floor.claim()).isTrue();
        assertThat(floor.enter()).isTrue();
    }

    @Test
    void floorOfARequestThatIsOverCannotBeTaken() {
        floor.close();
        assertThat(floor.claim()).isFalse();
    }

    @Test
    void leavingWithoutHavingEnteredChangesNothing() throws Exception {
        assertThat(floor.enter()).isTrue();
        CompletableFuture.runAsync(floor::leave).get(10, TimeUnit.SECONDS);
        assertThat(floor.claim()).isFalse();
    }
}
