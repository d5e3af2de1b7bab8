package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CliquesTest {
    private static BitSet[] graph(int size, int[]... edges) {
        BitSet[] neighbours = new BitSet[size];
        for (int i = 0; i < size; i++) {
            neighbours[i] = new BitSet();
        }
        for (int[] edge : edges) {
            neighbours[edge[0]].set(edge[1]);
            neighbours[edge[1]].set(edge[0]);
        }
        return neighbours;
    }

    /** By hand: 0–1–2 is a chain, 1–2–3–4 a clique of four, 5 alone. */
    @Test
    void theLargeCliqueComesBeforeTheChain() {
        BitSet[] graph = graph(
                6,
                new int[] {0, 1},
                new int[] {1, 2},
                new int[] {1, 3},
                new int[] {1, 4},
                new int[] {2, 3},
                new int[] {2, 4},
                new int[] {3, 4});
        assertThat(Cliques.cover(graph)).containsExactly(1, 0, 0, 0, 0, 2);
        assertThat(Cliques.cover(graph(0))).isEmpty();
    }

    /** In one group each belongs with each, and no group could take in an element of a later one. */
    @Test
    void groupsAreMaximalCliques() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 50; trial++) {
            int n = random.nextInt(1, 30);
            BitSet[] graph = graph(n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    boolean edge = random.nextInt(3) > 0;
                    graph[i].set(j, edge);
                    graph[j].set(i, edge);
                }
            }
            int[] clique = Cliques.cover(graph);
            for (int i = 0; i < n; i++) {
                boolean fitsEarlier = false;
                for (int k = 0; k < clique[i]; k++) {
                    boolean fits = true;
                    for (int j = 0; j < n; j++) {
                        fits &= clique[j] != k || graph[i].get(j);
                    }
                    fitsEarlier |= fits;
                }
                assertThat(fitsEarlier).isFalse();
                for (int j = 0; j < i; j++) {
                    assertThat(clique[i] != clique[j] || graph[i].get(j)).isTrue();
                }
            }
        }
    }
}
