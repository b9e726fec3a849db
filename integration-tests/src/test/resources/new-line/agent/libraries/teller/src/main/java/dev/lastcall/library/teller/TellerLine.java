package dev.lastcall.library.teller;

import com.acme.teller.Question;
import com.acme.teller.Teller;
import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;

/** All that the agent has to know of a server. */
public final class TellerLine implements Line {

    private final Core core;
    private final Questions questions = new Questions();
    private final Tellers tellers = new Tellers();

    public TellerLine(Core core) {
        this.core = core;
    }

    @Override
    public Point point(final String call) {
        return new Point() {
            @Override
            public Object reached(Object key, Object none) {
                if (call.equals("listens")) {
                    core.resources().add(tellers, (Teller) key);
                } else if (call.equals("begins")) {
                    core.requests().begin(questions, (Question) key);
                } else {
                    core.requests().end(key);
                }
                return null;
            }
        };
    }

    private static final class Questions implements WorkControl<Question> {
        @Override
        public String describe(Question question) {
            return question.toString();
        }

        @Override
        public boolean answer(Question straggler) {
            return false;
        }
    }

    private static final class Tellers implements ListenerControl<Teller> {
        @Override
        public String describe(Teller teller) {
            return "Teller on :" + teller.port();
        }

        @Override
        public int port(Teller teller) {
            return teller.port();
        }

        @Override
        public void stopAccepting(Teller teller, Deadline deadline) throws Exception {
            teller.close();
        }

        @Override
        public int connections(Teller teller) {
            return 0;
        }

        @Override
        public void closeConnections(Teller teller, Deadline deadline) {}
    }
}
