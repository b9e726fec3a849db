package dev.lastcall.weaver;

/** Methods of every shape that weaving has to get right. */
public class Specimen {
    private static final String SHARED = "shared";
    private final long count = 7;

    public Specimen() {}

    public Specimen(int number) {
        this();
        if (number < 0) {
            throw new IllegalArgumentException("negative");
        }
    }

    public String text(String argument) {
        return "own " + argument;
    }

    public long sum(int times, long step, double extra) {
        long sum = 0;
        while (times-- > 0) { // the argument is used up
            sum += step;
        }
        return sum + (long) extra;
    }

    public boolean flag() {
        return true;
    }

    public void nothing() {}

    public static Object shared(Object argument) {
        argument = SHARED; // the argument is replaced
        return argument;
    }

    public String guarded(String argument) {
        try {
            return argument.trim();
        } catch (RuntimeException e) {
            return "caught";
        } finally {
            argument = null;
        }
    }

    public void fails(String argument) {
        argument = "gone";
        throw new IllegalStateException(argument);
    }

    public int loopsAtOnce(int times) {
        do {
            times--;
        } while (times > 0);
        return times;
    }

    public synchronized char locked(Object monitor) {
        synchronized (monitor) {
            return 'c';
        }
    }
}
