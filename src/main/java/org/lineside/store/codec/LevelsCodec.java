package org.lineside.store.codec;

import java.util.SortedMap;
import java.util.TreeMap;

/** How often each level was received, as text: {@code dBm:weight} joined by commas, rising. */
public final class LevelsCodec {
    private LevelsCodec() {}

    /** Weights by level, as text. */
    public static String encode(SortedMap<Integer, Integer> levels) {
        StringBuilder text = new StringBuilder();
        levels.forEach((dbm, weight) ->
                text.append(text.isEmpty() ? "" : ",").append(dbm).append(':').append(weight));
        return text.toString();
    }

    /** Weights by level; throws NumberFormatException on other text. */
    public static SortedMap<Integer, Integer> decode(String text) {
        SortedMap<Integer, Integer> levels = new TreeMap<>();
        for (int from = 0; from < text.length(); ) {
            int colon = text.indexOf(':', from);
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            levels.put(
                    Integer.parseInt(text, from, Math.max(from, colon), 10), Integer.parseInt(text, colon + 1, to, 10));
            from = to + 1;
        }
        return levels;
    }
}
