package dev.lastcall.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a YAML file and its place. Immutable once it is parsed. */
final class Node {

    enum Kind {
        TEXT,
        LIST,
        MAP,
        NOTHING
    }

    final Kind kind;
    final String text;
    final List<Node> items;
    final Map<String, Pair> pairs;

    /** {@code line:column}, from 1. */
    final String place;

    private Node(Kind kind, String text, List<Node> items, Map<String, Pair> pairs, String place) {
        this.kind = kind;
        this.text = text;
        this.items = items;
        this.pairs = pairs;
        this.place = place;
    }

    static Node text(String text, String place) {
        return new Node(Kind.TEXT, text, Collections.<Node>emptyList(), Collections.<String, Pair>emptyMap(), place);
    }

    static Node nothing(String place) {
        return new Node(Kind.NOTHING, "", Collections.<Node>emptyList(), Collections.<String, Pair>emptyMap(), place);
    }

    /** A list that is still to be filled. */
    static Node list(String place) {
        return new Node(Kind.LIST, "", new ArrayList<Node>(), Collections.<String, Pair>emptyMap(), place);
    }

    /** A map that is still to be filled; it keeps the order of the file. */
    static Node map(String place) {
        return new Node(Kind.MAP, "", Collections.<Node>emptyList(), new LinkedHashMap<String, Pair>(), place);
    }

    /** A key's place and its value. */
    static final class Pair {
        final String place;
        final Node value;

        Pair(String place, Node value) {
            this.place = place;
            this.value = value;
        }
    }
}
