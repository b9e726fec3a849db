package dev.lastcall.demo;

import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.util.Random;

/**
 * One thing that a client wants from the service: fast or slow, synchronous, asynchronous or streamed, with or without a
 * transaction.
 *
 * @param order the id of the order to be placed, empty if it is none
 */
record Errand(Request request, String order, int status, long length) {
    private static final long ANY = -1;

    static Errand random(Random random, String orderId) {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return get("/fast", ANY);
        } else if (dice < 60) {
            return order(orderId, "");
        } else if (dice < 72) {
            return order(orderId, "&ms=" + between(random, 50, 400));
        } else if (dice < 82) {
            return get("/slow?ms=" + between(random, 200, 1500), ANY);
        } else if (dice < 92) {
            return get("/async?ms=" + between(random, 200, 1500), ANY);
        } else {
            int megabytes = between(random, 1, 2);
            return get("/stream?mb=" + megabytes + "&ms=" + between(random, 2, 10), megabytes << 20);
        }
    }

    boolean isAnsweredBy(Response response) {
        return response.isComplete()
                && response.status() == status
                && (length == ANY || length == response.bodyLength());
    }

    private static Errand get(String target, long length) {
        return new Errand(Request.get(target), "", 200, length);
    }

    private static Errand order(String id, String more) {
        return new Errand(Request.post("/orders?id=" + id + more), id, 201, ANY);
    }

    private static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
