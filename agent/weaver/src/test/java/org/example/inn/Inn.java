package org.example.inn;

import org.example.road.Guest;

/** A class of a library that tests relocate and weave. */
public class Inn {
    private final String name;

    public Inn(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void receives(Guest guest) {}
}
