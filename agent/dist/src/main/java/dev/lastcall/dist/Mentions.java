package dev.lastcall.dist;

import dev.lastcall.core.plan.Planned;
import java.util.Collection;

/** Lets the application's main go on while the rest of the plan is checked. */
final class Mentions implements Planned.Listener {

    private final FirstLook look;

    private Mentions(FirstLook look) {
        this.look = look;
    }

    /** Not a constructor, so that no verifier loads the interface where there is no plan. */
    static Planned.Listener to(FirstLook look) {
        return new Mentions(look);
    }

    @Override
    public void mentions(Collection<String> classNames) {
        look.planned(classNames);
    }
}
