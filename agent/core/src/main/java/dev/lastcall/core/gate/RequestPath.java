package dev.lastcall.core.gate;

/** How a path reads that its server hands on as it was sent: what is encoded in it, and what stands beside it. */
public final class RequestPath {

    private RequestPath() {}

    /**
     * Decoded, and without the parameters of its segments ({@code ;jsessionid=…}). What is not ASCII stays encoded, and so does
     * a slash, which would be another path.
     */
    public static String decoded(String path) {
        if (path.indexOf('%') < 0 && path.indexOf(';') < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        boolean parameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            parameter = c == ';' || parameter && c != '/';
            if (!parameter) {
                int code = c == '%' ? code(path, i + 1) : -1;
                decoded.append(code < 0 ? c : (char) code);
                i += code < 0 ? 0 : 2;
            }
        }
        return decoded.toString();
    }

    /** The character that these two digits stand for, or -1 if they are none, or it is to stay as it is. */
    private static int code(String path, int at) {
        if (at + 2 > path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at), 16);
        int low = Character.digit(path.charAt(at + 1), 16);
        int code = high * 16 + low;
        return high < 0 || low < 0 || code >= 0x80 || code == '/' ? -1 : code;
    }
}
