package org.lineside.drives;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a grouping of drives agrees with the ways they took, over all pairs of drives.
 *
 * @param drives drives with a way
 * @param grouped those of them that are in a group
 * @param together pairs that took one way
 * @param right pairs that took one way and are in one group
 * @param wrong pairs in one group that didn't
 * @param amongGrouped pairs that took one way and are both in some group
 * @param mistakes the wrong pairs, for people
 */
record PairScore(int drives, int grouped, int together, int right, int wrong, int amongGrouped, List<String> mistakes) {
    static PairScore of(Map<String, Way> ways, Map<String, String> groups) {
        List<String> names = List.copyOf(new TreeMap<>(ways).keySet());
        int together = 0;
        int right = 0;
        int wrong = 0;
        int among = 0;
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                String a = names.get(i);
                String b = names.get(j);
                double shared = at(ways, a).shared(at(ways, b));
                boolean one = shared >= Way.SHARED;
                boolean grouped = groups.containsKey(a) && groups.containsKey(b);
                boolean same = grouped && at(groups, a).equals(at(groups, b));
                together += one ? 1 : 0;
                among += one && grouped ? 1 : 0;
                right += one && same ? 1 : 0;
                wrong += !one && same ? 1 : 0;
                if (!one && same) {
                    mistakes.add(String.format(
                            Locale.ROOT, "%s and %s in %s share %.0f %%", a, b, groups.get(a), 100 * shared));
                }
            }
        }
        int grouped = (int) names.stream().filter(groups::containsKey).count();
        return new PairScore(names.size(), grouped, together, right, wrong, among, mistakes);
    }

    private static <T> T at(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /** Of the pairs in one group, the share that took one way; NaN without any. */
    double precision() {
        return right / (double) (right + wrong);
    }

    /** Of the pairs that took one way, the share that is in one group; NaN without any. */
    double recall() {
        return right / (double) together;
    }
}
