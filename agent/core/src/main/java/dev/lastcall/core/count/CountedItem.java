package dev.lastcall.core.count;

import dev.lastcall.core.ledger.WorkControl;

/** One request or task that the plan counts: its method is all that is known of it. */
final class CountedItem implements WorkControl<Object> {

    private final String name;

    CountedItem(String name) {
        this.name = name;
    }

    @Override
    public String describe(Object key) {
        return name;
    }

    /** Its protocol is not known. */
    @Override
    public boolean answer(Object key) {
        return false;
    }
}
