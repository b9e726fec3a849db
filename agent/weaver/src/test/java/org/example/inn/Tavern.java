package org.example.inn;

import org.example.road.Guest;

/** No test names it by its class, so that it can be defined woven, beside the inn. */
public class Tavern extends Inn {
    public Tavern(String name) {
        super(name);
    }

    public void welcomes(Guest guest) {}
}
