package dev.lastcall.library.jetty9;

import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.jetty.server.HttpChannel;

/**
 * The floors of the channels that were used during a drain. A lock, because nobody is in a hurry then; weak, because a
 * channel whose connection broke is never heard of again.
 */
final class Floors {

    private final Map<HttpChannel, Floor> floors = new WeakHashMap<HttpChannel, Floor>();

    synchronized Floor of(HttpChannel channel) {
        Floor floor = floors.get(channel);
        if (floor == null) {
            floor = new Floor();
            floors.put(channel, floor);
        }
        return floor;
    }

    void leave(HttpChannel channel) {
        Floor floor;
        synchronized (this) {
            floor = floors.get(channel);
        }
        if (floor != null) {
            floor.leave();
        }
    }

    /** The request on this channel is over; the next one gets a floor of its own. */
    void close(HttpChannel channel) {
        Floor floor;
        synchronized (this) {
            floor = floors.remove(channel);
        }
        if (floor != null) {
            floor.close();
        }
    }
}
