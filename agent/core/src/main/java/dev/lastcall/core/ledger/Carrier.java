package dev.lastcall.core.ledger;

/**
 * What lives on and carries one work after the other, as a connection does its requests, made by a library line. It holds
 * the entry that these works have in common, so that no request has to look for it in the table.
 *
 * <p>The table may let go of an entry that its carrier still holds only when a line is switched off; then nobody begins a
 * work under that line any more.
 */
public abstract class Carrier {

    /** Written once, by whoever begins the first work, and read by those who have heard of it. */
    volatile CarriedWork entry;
}
