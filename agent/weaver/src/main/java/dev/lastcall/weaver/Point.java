package dev.lastcall.weaver;

/**
 * The typed code behind one woven point. Called on the application's threads, which may have got it through a data race:
 * its fields are final.
 */
public abstract class Point extends LastCall.Target {

    /**
     * @param key what the first "passes" column names
     * @param detail what the second names, or null
     * @return null to let the method run (or its result stand); otherwise see {@code java.lang.LastCall#reached}
     * @throws Throwable switches the line off, with one warning; the application goes on as without the agent
     */
    public abstract Object reached(Object key, Object detail) throws Throwable;

    @Override
    public final Object reached(Class<?> woven, int point, Object key, Object detail) {
        try {
            return reached(key, detail);
        } catch (Throwable failure) {
            return Dispatcher.pointFailed(point, failure);
        }
    }
}
