package dev.lastcall.core.gate;

/**
 * Keeps the points awake that sleep while the gate is open ({@code gated} in a table of points), for as long as somebody
 * needs them: a drain from its first moment on, a line as long as it cannot do without. Thread-safe.
 *
 * <p>Whoever has begun is sure that from now on all points are reached: the switch is turned under the lock that counts.
 */
public final class Vigil implements Runnable {

    /** What turns the points on and off. */
    public interface Switch {
        void turn(boolean awake);
    }

    private Switch points;
    private int needs;

    /** From the start of the weaver on; what needs the points already has them at once. */
    public synchronized void connect(Switch to) {
        points = to;
        to.turn(needs > 0);
    }

    /** To be followed by one {@link #end}, or by none. */
    public synchronized void begin() {
        if (needs++ == 0 && points != null) {
            points.turn(true);
        }
    }

    /** The gate is about to close: the drain needs the points. */
    @Override
    public void run() {
        begin();
    }

    public synchronized void end() {
        if (--needs == 0 && points != null) {
            points.turn(false);
        }
    }
}
