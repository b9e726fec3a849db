package dev.lastcall.core.ledger;

/**
 * What lives on and carries one work after the other, as a connection does its requests, made by a library line. It holds
 * the entry that these works have in common, so that no request has to look for it in the table.
 */
public abstract class Carrier implements LastCall.Tagged {

    private volatile Object tag;

    @Override
    public final Object lastCallTag() {
        return tag;
    }

    @Override
    public final void lastCallTag(Object newTag) {
        tag = newTag;
    }
}
