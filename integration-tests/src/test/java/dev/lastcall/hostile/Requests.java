package dev.lastcall.hostile;

import java.util.Random;

/** Requests as an impolite client writes them: most are right, some are nearly right, some are nothing of the kind. */
final class Requests {

    private static final String[] PATHS = {
        "/fast",
        "/slow?ms=%d",
        "/async?ms=%d",
        "/stream?mb=1",
        "/bytes?n=300000",
        "/error",
        "/nowhere",
        "/health",
        "/live"
    };

    private static final String[] METHODS = {"GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};

    private static final int LONGEST_MILLIS = 400;
    private static final int LARGEST_BODY = 20_000;

    private static final String[] MALFORMED = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /fast\r\n\r\n",
        "GET /fast HTTP/9.9\r\nHost: h\r\n\r\n",
        "GET /fast HTTP/1.1\r\n\r\n",
        "GET /fast HTTP/1.1\nHost: h\n\n",
        "GET /fast HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET /fast HTTP/1.1\r\nHost: h\r\nBad\0Name: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /../../etc HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/fast HTTP/1.1\r\nHost: h\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
    };

    private Requests() {}

    static String any(Random random) {
        switch (random.nextInt(12)) {
            case 0:
                return MALFORMED[random.nextInt(MALFORMED.length)];
            case 1:
                return "GET /fast HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(random.nextInt(20_000)) + "\r\n\r\n";
            case 2:
                return head("GET", path(random), "HTTP/1.0", random.nextBoolean() ? "Connection: keep-alive\r\n" : "");
            case 3:
                return upload(random, random.nextBoolean() ? "Expect: 100-continue\r\n" : "");
            case 4:
                return chunked(random);
            case 5:
                return head("GET", path(random), "HTTP/1.1", "Connection: close\r\n");
            default:
                return whole(random);
        }
    }

    private static String whole(Random random) {
        String method = METHODS[random.nextInt(METHODS.length)];
        boolean bodied = method.startsWith("P");
        return head(method, path(random), "HTTP/1.1", bodied ? "Content-Length: 0\r\n" : "");
    }

    /** Sometimes less than it says: the rest never comes, or what comes next is taken for it. */
    private static String upload(Random random, String more) {
        int size = random.nextInt(LARGEST_BODY);
        int sent = random.nextInt(3) == 0 ? random.nextInt(size + 1) : size;
        return head("POST", "/upload", "HTTP/1.1", "Content-Length: " + size + "\r\n" + more) + "u".repeat(sent);
    }

    private static String chunked(Random random) {
        StringBuilder text = new StringBuilder(head("POST", "/upload", "HTTP/1.1", "Transfer-Encoding: chunked\r\n"));
        for (int chunks = random.nextInt(5); chunks > 0; chunks--) {
            int size = 1 + random.nextInt(3_000);
            text.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append("c".repeat(size))
                    .append("\r\n");
        }
        return text.append(random.nextInt(3) == 0 ? "" : "0\r\n\r\n").toString();
    }

    private static String path(Random random) {
        return PATHS[random.nextInt(PATHS.length)].formatted(random.nextInt(LONGEST_MILLIS));
    }

    private static String head(String method, String path, String version, String headers) {
        return method + " " + path + " " + version + "\r\nHost: h\r\n" + headers + "\r\n";
    }
}
