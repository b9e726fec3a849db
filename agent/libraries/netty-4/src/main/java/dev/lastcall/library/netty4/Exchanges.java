package dev.lastcall.library.netty4;

import io.netty.handler.codec.http.HttpRequest;

/**
 * The requests in flight of one connection, in the order in which they came, which is the order of their responses too: one
 * chain, first those whose responses have been encoded, then those that are unanswered. Belongs to the codec's thread, but
 * for {@link #endAll}.
 */
final class Exchanges {

    /** So many responses are followed until they are written: a handler that tells of no write must not make this grow. */
    private static final int MOST_UNWRITTEN = 1024;

    /** Whoever began before it is over. */
    private volatile Exchange oldest;

    /** The first that is unanswered, or null. */
    private Exchange first;

    /** Where the chain ends, be it over or not; null if none has ever begun. */
    private Exchange newest;

    /** How many stand before {@link #first}. */
    private int unwritten;

    void add(Exchange begun) {
        if (newest == null) {
            oldest = begun;
        } else {
            newest.next = begun;
        }
        newest = begun;
        if (first == null) {
            first = begun;
        }
    }

    boolean isNewest(HttpRequest request) {
        return newest != null && newest.isOf(request);
    }

    /** The content that comes is that of the one that came last, even if that has been answered before. */
    void newestIsWhole() {
        if (newest != null) {
            newest.whole = true;
        }
    }

    /** The one whose response is, or will be, the next to be encoded; null if nobody has asked. */
    Exchange first() {
        return first;
    }

    /** Its response is encoded to the end. */
    Exchange poll() {
        Exchange polled = first;
        if (polled != null) {
            first = polled.next;
            unwritten++;
            while (oldest != polled && (oldest.isOver() || unwritten > MOST_UNWRITTEN)) {
                Exchange gone = oldest;
                oldest = gone.next;
                gone.next = gone; // or one that the collector has made old would keep all that follow
                unwritten--;
            }
        }
        return polled;
    }

    /** Ends all that are in this chain, whatever their state. Any thread; those that come meanwhile may be missed. */
    void endAll() {
        Exchange exchange = oldest;
        while (exchange != null) {
            exchange.end();
            Exchange next = exchange.next;
            exchange = next == exchange ? oldest : next; // it has left the chain meanwhile
        }
    }
}
