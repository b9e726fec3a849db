package dev.lastcall.weaver;

/**
 * A library line: the typed code behind the points of one library. The implementing class is public with a public
 * constructor that takes a {@link dev.lastcall.core.Core}; it is named in the line's table of points, and there is one
 * instance per loader that defined a woven class of the library, and for each relocated copy that it has of it.
 */
public interface Line {

    /**
     * The code behind a point, asked for once per woven class.
     *
     * @param call the name in the last column of the table of points
     */
    Point point(String call);

    /** Finds what existed before the library was woven. Called when weaving is complete and when a drain begins. */
    default void adopt() {}
}
