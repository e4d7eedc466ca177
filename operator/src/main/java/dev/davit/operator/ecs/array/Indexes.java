package dev.davit.operator.ecs.array;

import java.util.BitSet;
import java.util.StringJoiner;

/** Sets of indexes as text: ranges in order, such as {@code 0-7,9}. */
final class Indexes {

    private Indexes() {}

    /** Reads a text that {@link #text} wrote; null is the empty set. */
    static BitSet read(String text) {
        BitSet indexes = new BitSet();
        if (text == null || text.isEmpty()) {
            return indexes;
        }
        for (String range : text.split(",")) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
            indexes.set(from, to + 1);
        }
        return indexes;
    }

    /** The set as text; null for the empty set. */
    static String text(BitSet indexes) {
        if (indexes.isEmpty()) {
            return null;
        }
        StringJoiner ranges = new StringJoiner(",");
        for (int from = indexes.nextSetBit(0); from >= 0; ) {
            int to = indexes.nextClearBit(from) - 1;
            ranges.add(from == to ? Integer.toString(from) : from + "-" + to);
            from = indexes.nextSetBit(to + 1);
        }
        return ranges.toString();
    }
}
