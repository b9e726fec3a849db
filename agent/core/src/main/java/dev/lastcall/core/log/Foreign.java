package dev.lastcall.core.log;

/** What others have named, without what may be secret in it. */
public final class Foreign {

    private Foreign() {}

    /**
     * Servers put what they are at into the names of their threads ({@code qtp-12 GET /orders?token=...}): a query and the
     * parameters of a path are cut off, and what follows, because nobody knows where they end.
     */
    public static String threadName(Thread thread) {
        String name = thread.getName();
        int path = name.indexOf('/');
        int query = name.indexOf('?');
        int parameters = path < 0 ? -1 : name.indexOf(';', path);
        int secret = query < 0 || parameters >= 0 && parameters < query ? parameters : query;
        return secret < 0 ? name : name.substring(0, secret) + "...";
    }
}
