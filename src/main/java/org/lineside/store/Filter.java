package org.lineside.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are wanted.
 *
 * @param sinceMs only what ends at this time or later, null for no limit
 * @param cell only what touches this cell, null for any
 * @param mobile only what touches this mobile, null for any
 * @param severity only what is at least as severe (1 is the worst), null for any
 * @param all also what is closed, normal or done with
 */
public record Filter(
        @Nullable Long sinceMs,
        @Nullable String cell,
        @Nullable String mobile,
        @Nullable Integer severity,
        boolean all) {
    /** What is going on now. */
    public static final Filter CURRENT = new Filter(null, null, null, null, false);
    /** Everything. */
    public static final Filter ALL = new Filter(null, null, null, null, true);

    /** Collects conditions; only constants of this package become text, values become parameters. */
    static final class Conditions {
        private final List<String> terms = new ArrayList<>();
        private final List<@Nullable Object> values = new ArrayList<>();

        Conditions and(String term) {
            terms.add(term);
            return this;
        }

        /** Adds the term when there is a value, once for each question mark in it. */
        Conditions and(String term, @Nullable Object value) {
            if (value != null) {
                terms.add(term);
                term.chars().filter(c -> c == '?').forEach(c -> values.add(value));
            }
            return this;
        }

        String where() {
            return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
        }

        @Nullable
        Object[] values() {
            return values.toArray();
        }
    }
}
