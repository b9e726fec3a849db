package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one source says under one key: a text, or in a file also a list, a map or nothing. Immutable. */
public final class Entry {

    /** The longest found text that an error repeats in full. */
    private static final int LONGEST_QUOTE = 80;

    /** What stands there. */
    public enum Shape {
        TEXT,
        LIST,
        MAP,
        NOTHING
    }

    private final Shape shape;
    private final String text;
    private final List<Entry> items;
    private final String where;
    private final String whereKey;

    private Entry(Shape shape, String text, List<Entry> items, String where, String whereKey) {
        this.shape = shape;
        this.text = text;
        this.items = items;
        this.where = where;
        this.whereKey = whereKey;
    }

    /** @param where how errors name the place, such as {@code system property lastcall.grace-period} */
    public static Entry text(String text, String where) {
        return new Entry(Shape.TEXT, text, Collections.<Entry>emptyList(), where, where);
    }

    /** @param items each with the place where it stands itself */
    public static Entry list(List<Entry> items, String where) {
        return new Entry(Shape.LIST, "", Collections.unmodifiableList(new ArrayList<Entry>(items)), where, where);
    }

    public static Entry map(String where) {
        return new Entry(Shape.MAP, "", Collections.<Entry>emptyList(), where, where);
    }

    public static Entry nothing(String where) {
        return new Entry(Shape.NOTHING, "", Collections.<Entry>emptyList(), where, where);
    }

    /** The same with a place of its own for the key, for errors about the key. */
    public Entry withKeyAt(String place) {
        return new Entry(shape, text, items, where, place);
    }

    public Shape shape() {
        return shape;
    }

    /** The text; empty where there is a list, a map or nothing. */
    public String text() {
        return text;
    }

    public List<Entry> items() {
        return items;
    }

    /** Where the value stands, to begin an error with. */
    public String where() {
        return where;
    }

    /** Where the key stands. */
    public String whereKey() {
        return whereKey;
    }

    /** How an error names what stands here. */
    public String found() {
        switch (shape) {
            case TEXT:
                return quoted(text);
            case LIST:
                return "a list";
            case MAP:
                return "a map";
            default:
                return "nothing";
        }
    }

    /** The value as a reader of the plan would write it. */
    public String plain() {
        StringBuilder plain = new StringBuilder(text);
        for (Entry item : items) {
            plain.append(plain.length() == 0 ? "" : ",").append(item.plain());
        }
        return plain.toString();
    }

    public static String quoted(String text) {
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + '"';
    }
}
