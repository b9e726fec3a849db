package dev.lastcall.core.ledger;

/**
 * Control over work whose key is used again when the work is over, as a connection's channel is for its requests. The
 * ledger then keeps its entry and reads no clock: the library has written down when the work began.
 */
public interface KeptControl<K> extends WorkControl<K> {

    /** For how many milliseconds the work has been in flight, as far as the library knows. Asked only by a drain. */
    long ageMillis(K key);
}
