package org.lineside.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /**
     * The known name nearest to the word, if one is near: at most a third of the word's characters changed, or the same
     * last part in another section.
     */
    static Optional<String> to(String word, Collection<String> known) {
        Comparator<String> nearestFirst = Comparator.<String>comparingInt(
                        k -> Math.min(distance(word, k), 1 + distance(last(word), last(k))))
                .thenComparingInt(k -> distance(word, k))
                .thenComparing(Comparator.naturalOrder());
        return known.stream().min(nearestFirst).filter(k -> isNear(word, k));
    }

    private static boolean isNear(String word, String name) {
        return distance(word, name) <= word.length() / 3
                || distance(last(word), last(name)) <= last(word).length() / 4;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Levenshtein distance: insertions, deletions and substitutions between two words. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
