package dev.lastcall.library.inn;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import org.example.inn.Inn;
import org.example.road.Guest;

/** A line for the library {@code org.example}: a guest is in flight once received. */
public final class InnLine implements Line {
    private final Core core;
    private final Guests guests = new Guests();

    public InnLine(Core core) {
        this.core = core;
    }

    @Override
    public Point point(String call) {
        return new Point() {
            @Override
            public Object reached(Object inn, Object guest) {
                guests.arrives((Inn) inn, (Guest) guest);
                core.requests().begin(guests, (Guest) guest);
                return null;
            }
        };
    }

    private static final class Guests implements WorkControl<Guest> {
        private String inn;

        void arrives(Inn at, Guest guest) {
            if (guest.name().equals("thief")) {
                throw new IllegalStateException("a thief");
            }
            inn = at.name();
        }

        @Override
        public String describe(Guest guest) {
            return guest.name() + " at " + inn;
        }

        @Override
        public boolean answer(Guest guest) {
            return false;
        }
    }
}
