package dev.lastcall.load;

import java.util.Random;

/** What clients want from a service. */
public interface Errands {

    /** @param id another one each time, good for what must be told from all others */
    Errand next(Random random, String id);
}
