package org.lineside.numeric;

import java.util.Arrays;
import java.util.BitSet;

/** Groups of elements all of which belong with each other. */
public final class Cliques {
    private Cliques() {}

    /**
     * Parts a graph into cliques, large ones first. The next element taken is always the one with most neighbours among
     * those that still fit (Johnson 1974, <i>Approximation algorithms for combinatorial problems</i>): the largest
     * clique itself is NP-hard to find. Among equals the one with the lower index is taken. Time n³/64 at worst.
     *
     * @param neighbours per element those it belongs with; symmetric, an element's own bit doesn't matter
     * @return clique of each element, numbered from 0 in the order found
     */
    public static int[] cover(BitSet[] neighbours) {
        int[] clique = new int[neighbours.length];
        Arrays.fill(clique, -1);
        BitSet left = new BitSet();
        left.set(0, neighbours.length);
        for (int k = 0; !left.isEmpty(); k++) {
            BitSet fitting = (BitSet) left.clone();
            while (!fitting.isEmpty()) {
                int next = mostNeighbours(neighbours, fitting);
                clique[next] = k;
                left.clear(next);
                fitting.and(neighbours[next]);
                fitting.clear(next);
            }
        }
        return clique;
    }

    private static int mostNeighbours(BitSet[] neighbours, BitSet among) {
        int best = -1;
        int most = -1;
        for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
            BitSet common = (BitSet) among.clone();
            common.and(neighbours[i]);
            common.clear(i);
            if (common.cardinality() > most) {
                most = common.cardinality();
                best = i;
            }
        }
        return best;
    }
}
