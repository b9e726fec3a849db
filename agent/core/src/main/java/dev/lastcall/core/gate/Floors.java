package dev.lastcall.core.gate;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The floors of the requests that wrote, or were answered by the agent, during a drain: on each, either the handler speaks
 * or the agent. Keys are equal only to themselves. Thread-safe; a lock, because nobody is in a hurry during a drain; weak,
 * because some requests are never heard of again.
 */
public final class Floors<K> {

    private final Map<K, Floor> floors = new WeakHashMap<K, Floor>();

    /**
     * A thread of the server is about to send something of this request's response. Waits while the agent answers.
     *
     * @return false if the agent has answered, and what the handler wants to send must not be sent
     */
    public boolean enter(K key) {
        return of(key).enter();
    }

    /** The thread that entered is done; nothing happens if it has not entered. */
    public void leave(K key) {
        Floor floor = find(key);
        if (floor != null) {
            floor.leave();
        }
    }

    /** @return whether the agent may answer now; it must then {@link #decide} */
    public boolean claim(K key) {
        return of(key).claim();
    }

    /** @param answered whether the agent has sent an answer */
    public void decide(K key, boolean answered) {
        of(key).decide(answered);
    }

    /** The request is over and cannot be claimed any more. */
    public void close(K key) {
        Floor floor = find(key);
        if (floor != null) {
            floor.close();
        }
    }

    /**
     * The request is over, and the next one with this key gets a floor of its own. Only once nobody decides about the old
     * one any more, or that decision would be looked for on the new one.
     */
    public void renew(K key) {
        Floor floor = find(key);
        if (floor != null) {
            floor.close();
            synchronized (this) {
                floors.remove(key);
            }
        }
    }

    private synchronized Floor of(K key) {
        Floor floor = floors.get(key);
        if (floor == null) {
            floor = new Floor();
            floors.put(key, floor);
        }
        return floor;
    }

    private synchronized Floor find(K key) {
        return floors.get(key);
    }
}
