package dev.lastcall.demo;

import dev.lastcall.harness.Request;
import dev.lastcall.load.Errand;
import dev.lastcall.load.Errands;
import java.util.Random;

/** What {@code orders} is asked for: fast or slow, synchronous, asynchronous or streamed, with or without a transaction. */
final class OrdersErrands implements Errands {

    @Override
    public Errand next(Random random, String orderId) {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return Errand.get("/fast", Errand.ANY);
        } else if (dice < 60) {
            return order(orderId, "");
        } else if (dice < 72) {
            return order(orderId, "&ms=" + between(random, 50, 400));
        } else if (dice < 82) {
            return Errand.get("/slow?ms=" + between(random, 200, 1500), Errand.ANY);
        } else if (dice < 92) {
            return Errand.get("/async?ms=" + between(random, 200, 1500), Errand.ANY);
        } else {
            int megabytes = between(random, 1, 2);
            return Errand.get("/stream?mb=" + megabytes + "&ms=" + between(random, 2, 10), megabytes << 20);
        }
    }

    private static Errand order(String id, String more) {
        return new Errand(Request.post("/orders?id=" + id + more), id, 201, Errand.ANY);
    }

    private static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
