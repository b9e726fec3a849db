package dev.lastcall.library.netty4;

/**
 * The streams of a connection of HTTP/2. An interface, so that those who know of them can be loaded, and looked at by reflection,
 * without the codec of HTTP/2.
 */
interface Streams {

    /** Tells the client that no further stream is taken. Any thread. */
    void announceEnd(Runnable done);
}
