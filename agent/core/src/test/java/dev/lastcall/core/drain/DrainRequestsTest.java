package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted of the requests that were in flight when their time was up. */
@Timeout(60)
class DrainRequestsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Stage stage = new Stage("phases.drain-requests.timeout=20ms,phases.drain-requests.on-timeout=answer");

    @Test
    void oneThatIsAnsweredOneThatIsCutAndOneThatEndsItself() {
        Object late = new Object();
        stage.core
                .requests()
                .begin(
                        request("late", () -> {
                            stage.core.requests().end(late); // its handler has just sent the response itself
                            return false;
                        }),
                        late);
        Object stuck = new Object();
        stage.core.requests().begin(request("stuck", () -> false), stuck);
        Object asleep = new Object();
        stage.core.requests().begin(request("asleep", () -> true), asleep);
        Drain drain = drain();
        drain.run();
        assertThat(drain.losses()).hasToString("1 request answered 503, 1 request cut");
        assertThat(stage.told.lines)
                .noneMatch(line -> line.contains("straggler: late"))
                .anyMatch(line -> line.contains("straggler: stuck"))
                .anyMatch(line -> line.contains("straggler: asleep"));
    }

    @Test
    void aDrainWhoseStragglersAllEndAtTheLastMomentIsClean() {
        Object late = new Object();
        stage.core
                .requests()
                .begin(
                        request("late", () -> {
                            stage.core.requests().end(late);
                            return false;
                        }),
                        late);
        Drain drain = drain();
        drain.run();
        assertThat(drain.losses()).hasToString("nothing lost");
        assertThat(drain.losses().isForced()).isFalse();
    }

    @Test
    void anAnswerThatHangsDoesNotTakeTheOthersOutOfTheCount() {
        CountDownLatch goOn = new CountDownLatch(1);
        Object[] keys = new Object[3];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Object();
            stage.core
                    .requests()
                    .begin(
                            request("hanging", () -> {
                                while (goOn.getCount() > 0) {
                                    Thread.onSpinWait();
                                }
                                return false;
                            }),
                            keys[i]);
        }
        Drain drain = drain();
        drain.run();
        assertThat(drain.losses()).hasToString(keys.length + " requests cut");
        assertThat(stage.told.lines).anyMatch(line -> line.contains("straggler: hanging"));
        goOn.countDown();
    }

    @Test
    void aStalledUploadIsAnsweredEarlyAndWhatItHoldsUpEnds() {
        Stage early = new Stage("phases.drain-requests.stalled-after=1s");
        Object stalled = new Object();
        Object behind = new Object();
        early.core.requests().begin(request("behind", () -> true), behind);
        early.core
                .requests()
                .begin(
                        new WorkControl<>() {
                            @Override
                            public String describe(Object key) {
                                return "POST /half";
                            }

                            @Override
                            public long silentNanos(Object key) {
                                return Long.MAX_VALUE; // nothing since the drain began
                            }

                            @Override
                            public boolean answer(Object key) {
                                return true;
                            }

                            @Override
                            public void endInput(Object key) {
                                early.core.requests().end(stalled); // lets go of a lock
                                early.core.requests().end(behind);
                            }
                        },
                        stalled);
        Drain drain = early.drain(LONG, early.phase("drain-requests", "rest", "0s", new DrainRequests()));
        drain.run();
        assertThat(drain.losses()).hasToString("1 request answered 503 for a stalled upload");
        assertThat(drain.losses().isForced()).isTrue();
        assertThat(early.told.lines)
                .anyMatch(line -> line.contains("stalled upload: POST /half"))
                .noneMatch(line -> line.contains("straggler"));
    }

    @Test
    void whatIsOpenWhenConnectionsCloseIsCountedAsCut() {
        Listener listener = new Listener(() -> {}, "WebSocket", "WebSocket", "upgraded connection");
        stage.core.resources().add(listener, this);
        Drain drain = drain();
        drain.run();
        assertThat(drain.losses()).hasToString("2 WebSockets cut, 1 upgraded connection cut");
        assertThat(drain.losses().isForced()).isTrue();
        assertThat(listener.closed).isTrue();
    }

    @Test
    void aStreamThatIsTakenBeforeTheEndIsAnnouncedIsNotOverlooked() {
        Object stream = new Object();
        WorkControl<Object> control = new WorkControl<>() {
            @Override
            public String describe(Object key) {
                return "stream";
            }

            @Override
            public String noun(Object key) {
                return "HTTP/2 stream";
            }

            @Override
            public boolean answer(Object key) {
                return false;
            }
        };
        Listener listener = new Listener(() -> stage.core.requests().begin(control, stream));
        stage.core.resources().add(listener, this);
        Drain drain = drain();
        drain.run();
        assertThat(drain.losses()).hasToString("1 HTTP/2 stream cut");
        assertThat(drain.losses().isForced()).isTrue();
    }

    private static final class Listener implements ListenerControl<Object> {
        final Runnable announced;
        final List<String> open;
        boolean closed;

        Listener(Runnable announced, String... open) {
            this.announced = announced;
            this.open = List.of(open);
        }

        @Override
        public String describe(Object listener) {
            return "a listener";
        }

        @Override
        public int port(Object listener) {
            return 1;
        }

        @Override
        public void stopAccepting(Object listener, Deadline deadline) {}

        @Override
        public int connections(Object listener) {
            return open.size();
        }

        @Override
        public void announceEnd(Object listener, Deadline deadline) {
            announced.run();
        }

        @Override
        public List<String> openStreams(Object listener) {
            return open;
        }

        @Override
        public void closeConnections(Object listener, Deadline deadline) {
            closed = true;
        }
    }

    private Drain drain() {
        return stage.drain(LONG, stage.phase("drain-requests", "rest", "0s", new DrainRequests()));
    }

    private interface Answer {
        boolean sent();
    }

    private static WorkControl<Object> request(String name, Answer answer) {
        return new WorkControl<>() {
            @Override
            public String describe(Object key) {
                return name;
            }

            @Override
            public boolean answer(Object key) {
                return answer.sent();
            }
        };
    }
}
