package dev.lastcall.core.resource;

/** Control over a pool of connections. The line rings the drain's bell when a connection comes back. */
public interface PoolControl<T> extends Control<T> {

    /** How many connections are borrowed now. */
    int borrowed(T pool);

    void close(T pool) throws Exception;
}
