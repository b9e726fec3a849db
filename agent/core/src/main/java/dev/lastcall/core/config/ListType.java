package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of texts: in a file a list, elsewhere words split by commas. */
public abstract class ListType extends ValueType<List<String>> {

    private final String expectedItem;
    private final boolean goodWithoutBad;

    /**
     * @param expected what the whole looks like as one text
     * @param expectedItem what one item looks like
     * @param goodWithoutBad whether a bad item may be left out; otherwise it spoils the whole list
     */
    protected ListType(String expected, String expectedItem, boolean goodWithoutBad) {
        super(expected);
        this.expectedItem = expectedItem;
        this.goodWithoutBad = goodWithoutBad;
    }

    /**
     * One item.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    protected abstract String readItem(String item);

    @Override
    protected final List<String> read(String text) {
        List<String> read = new ArrayList<String>();
        for (String word : text.split(",")) {
            if (!word.trim().isEmpty()) {
                read.add(readItem(word.trim()));
            }
        }
        return Collections.unmodifiableList(read);
    }

    final String expectedItem() {
        return expectedItem;
    }

    final boolean isGoodWithoutBad() {
        return goodWithoutBad;
    }
}
