package dev.lastcall.core.ledger;

/** Control over requests of no server, which came in by some port. */
public record OnPort(int number) implements WorkControl<Object> {
    @Override
    public int port(Object key) {
        return number;
    }

    @Override
    public String describe(Object key) {
        return "request on :" + number;
    }

    @Override
    public boolean answer(Object key) {
        return false;
    }
}
