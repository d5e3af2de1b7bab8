package org.lineside.calls.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;

/**
 * Finds the cell behind a neighbour given as {@code arfcn-bsic}: the only cell of the cells files with that carrier and
 * code, or the nearest of several to the serving cell. What cannot be resolved keeps its text as its name.
 */
final class NeighbourResolver {
    private static final int AMBIGUOUS = -1;
    private static final double KM_PER_DEGREE = 111.2;

    /** By cell number: the cell meant, or {@link #AMBIGUOUS}. */
    private final int[] direct;

    private final Map<Integer, List<CellInfo>> candidates = new HashMap<>();
    private final Map<String, CellInfo> known = new HashMap<>();
    private final Map<Long, Integer> nearest = new ConcurrentHashMap<>();
    private final Dictionary dictionary;

    NeighbourResolver(Dictionary dictionary, List<CellInfo> cells) {
        this.dictionary = dictionary;
        Map<String, List<CellInfo>> byCode = new HashMap<>();
        for (CellInfo cell : cells) {
            known.put(cell.cellId(), cell);
            dictionary.idOf(cell.cellId());
            if (cell.arfcn() >= 0 && cell.bsic() >= 0) {
                byCode.computeIfAbsent(cell.arfcn() + "-" + cell.bsic(), k -> new ArrayList<>())
                        .add(cell);
            }
        }
        List<String> names = dictionary.names();
        direct = new int[names.size()];
        for (int id = 0; id < direct.length; id++) {
            direct[id] = target(id, names.get(id), byCode);
        }
    }

    private int target(int id, String name, Map<String, List<CellInfo>> byCode) {
        List<CellInfo> meant = known.containsKey(name) ? null : byCode.get(canonical(name));
        if (meant == null) {
            return id;
        }
        if (meant.size() == 1) {
            return dictionary.idOf(meant.getFirst().cellId());
        }
        candidates.put(id, meant);
        return AMBIGUOUS;
    }

    /** {@code 0957-07} means the same as {@code 957-7}. */
    private static String canonical(String name) {
        int dash = name.indexOf('-');
        if (dash < 1 || dash > 6 || name.length() - dash > 3 || name.length() - dash < 2) {
            return name;
        }
        for (int i = 0; i < name.length(); i++) {
            if (i != dash && (name.charAt(i) < '0' || name.charAt(i) > '9')) {
                return name;
            }
        }
        return Integer.parseInt(name.substring(0, dash)) + "-" + Integer.parseInt(name.substring(dash + 1));
    }

    /** The number of the cell that {@code neighbour} means where {@code serving} serves. */
    int resolve(int serving, int neighbour) {
        int target = direct[neighbour];
        if (target != AMBIGUOUS) {
            return target;
        }
        long key = (long) serving << 32 | neighbour;
        Integer found = nearest.get(key);
        if (found == null) {
            found = findNearest(serving, neighbour);
            nearest.put(key, found);
        }
        return found;
    }

    private int findNearest(int serving, int neighbour) {
        CellInfo from = known.get(dictionary.name(serving));
        List<CellInfo> meant = candidates.getOrDefault(neighbour, List.of());
        CellInfo best = meant.stream()
                .filter(c -> Double.isFinite(distanceKm(from, c)))
                .min(Comparator.comparingDouble((CellInfo c) -> distanceKm(from, c))
                        .thenComparing(CellInfo::cellId))
                .orElse(null);
        return best == null ? neighbour : dictionary.idOf(best.cellId());
    }

    /** Distance in km along one line, else over ground (equirectangular), NaN when unknown. */
    private static double distanceKm(@Nullable CellInfo a, CellInfo b) {
        if (a == null) {
            return Double.NaN;
        }
        boolean oneLine = a.line() == null || b.line() == null || a.line().equals(b.line());
        double along = Math.abs(a.trackKm() - b.trackKm());
        if (oneLine && Double.isFinite(along)) {
            return along;
        }
        double north = a.latitude() - b.latitude();
        double east = (a.longitude() - b.longitude()) * Math.cos(Math.toRadians(a.latitude()));
        return KM_PER_DEGREE * Math.hypot(north, east);
    }
}
