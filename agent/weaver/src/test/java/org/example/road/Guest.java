package org.example.road;

/** Of another part of the same library. */
public class Guest {
    private final String name;

    public Guest(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }
}
