package dev.lastcall.core.count;

import dev.lastcall.core.Core;
import dev.lastcall.core.resource.DeclaredControl;

/** Requests of a home-grown server. They are in the ledger with all others, and drained like them. */
final class CountedRequests extends CountedWork implements DeclaredControl<CountedRequests> {

    private final Core core;

    CountedRequests(String name, Core core) {
        super(name);
        this.core = core;
    }

    @Override
    public void exists() {
        core.resources().add(this, this);
    }

    @Override
    void begin(Object key, Thread thread) {
        core.requests().begin(item, key);
        if (thread != null) {
            core.requests().runsOn(key, thread);
        }
        if (!core.gate().isOpen()) { // the arrival keeps the lame duck going; turning it away is beyond us
            core.gate().admit(null, "COUNTED", "", -1);
        }
    }

    @Override
    public void end(Object key) {
        core.requests().end(key);
    }

    @Override
    public String describe(CountedRequests self) {
        return "counted requests of " + name();
    }

    @Override
    public boolean takesRequests() {
        return true;
    }

    @Override
    public String noun() {
        return "request";
    }

    @Override
    public int inFlight() {
        return core.requests().inFlight(item);
    }

    @Override
    public boolean isKnown() {
        return core.resources().isControlled(this);
    }

    @Override
    public void forget() {
        core.requests().forget(item);
        core.resources().remove(this);
        core.bell().ring();
    }
}
