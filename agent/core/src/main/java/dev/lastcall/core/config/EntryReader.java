package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns what a source says into a setting's value; a problem and the default if it cannot. */
final class EntryReader {

    private final Config config;

    EntryReader(Config config) {
        this.config = config;
    }

    <T> T read(Setting<T> setting, Entry entry) {
        try {
            return read(setting.type(), entry);
        } catch (Wrong wrong) {
            config.problem(wrong.where + ": " + wrong.getMessage() + "; " + setting.otherwise());
            return setting.defaultValue();
        }
    }

    @SuppressWarnings("unchecked") // a ListType is a ValueType<List<String>>
    private <T> T read(ValueType<T> type, Entry entry) throws Wrong {
        if (entry.shape() == Entry.Shape.LIST && type instanceof ListType) {
            return (T) readItems((ListType) type, entry);
        }
        if (entry.shape() != Entry.Shape.TEXT) {
            throw new Wrong(entry, type.expected());
        }
        try {
            return type.read(entry.text());
        } catch (Unreadable why) {
            throw new Wrong(entry, why.getMessage());
        } catch (IllegalArgumentException unreadable) {
            throw new Wrong(entry, type.expected());
        }
    }

    private List<String> readItems(ListType type, Entry entry) throws Wrong {
        List<String> read = new ArrayList<String>();
        for (Entry item : entry.items()) {
            try {
                read.add(readItem(type, item));
            } catch (Wrong wrong) {
                if (!type.isGoodWithoutBad()) {
                    throw wrong;
                }
                config.problem(wrong.where + ": " + wrong.getMessage() + "; it is left out");
            }
        }
        return Collections.unmodifiableList(read);
    }

    private static String readItem(ListType type, Entry item) throws Wrong {
        try {
            if (item.shape() == Entry.Shape.TEXT) {
                return type.readItem(item.text());
            }
        } catch (Unreadable why) {
            throw new Wrong(item, why.getMessage());
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new Wrong(item, type.expectedItem());
    }

    /** Caught where it is thrown to: says where which value is not what. */
    private static final class Wrong extends Exception {
        final transient String where;

        Wrong(Entry entry, String expected) {
            super(entry.found() + " is not " + expected, null, false, false);
            this.where = entry.where();
        }
    }
}
