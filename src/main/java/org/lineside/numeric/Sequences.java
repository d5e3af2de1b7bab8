package org.lineside.numeric;

import java.util.Arrays;

/** Comparison of sequences of symbols. */
public final class Sequences {
    private Sequences() {}

    /**
     * Longest common subsequence (Hirschberg 1975, without the traceback): how many symbols stand in both, in the same
     * order. Time a.length · b.length, memory b.length.
     */
    public static int commonLength(int[] a, int[] b) {
        int[] previous = new int[b.length + 1];
        int[] current = new int[b.length + 1];
        for (int x : a) {
            for (int j = 0; j < b.length; j++) {
                current[j + 1] = x == b[j] ? previous[j] + 1 : Math.max(previous[j + 1], current[j]);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length];
    }

    /**
     * For each symbol of {@code a} the index in {@code b} that a longest common subsequence matches it with, −1 where
     * it matches none.
     */
    public static int[] match(int[] a, int[] b) {
        int[][] length = new int[a.length + 1][b.length + 1];
        for (int i = a.length - 1; i >= 0; i--) {
            for (int j = b.length - 1; j >= 0; j--) {
                length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int[] matched = new int[a.length];
        Arrays.fill(matched, -1);
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                matched[i++] = j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return matched;
    }
}
