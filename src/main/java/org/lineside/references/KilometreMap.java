package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;

/**
 * Tells an axis its kilometres and lines from the masts: a cell is strongest where the train passes its mast, so that
 * position bears the mast's kilometre; between masts the kilometre runs evenly.
 */
final class KilometreMap {
    private record Anchor(int position, double km, int line) {}

    private KilometreMap() {}

    /**
     * The same route with kilometres and lines where the cells file allows.
     *
     * @param cells the model's cell names
     * @param lines the model's line names
     */
    static Route apply(Route route, List<String> cells, Map<String, CellInfo> info, List<String> lines) {
        List<Anchor> anchors = anchors(route, cells, info, lines);
        int[] line = new int[route.positions()];
        double[] km = route.positionKm().clone();
        Arrays.fill(line, -1);
        for (int p = 0; p < line.length; p++) {
            line[p] = nearest(anchors, p);
        }
        if (!route.kmKnown()) {
            for (int from = 0; from < anchors.size(); ) {
                int to = from;
                while (to < anchors.size()
                        && anchors.get(to).line() == anchors.get(from).line()) {
                    to++;
                }
                interpolate(monotone(anchors.subList(from, to)), line, km);
                from = to;
            }
        }
        return new Route(
                route.id(),
                route.cells(),
                route.calls(),
                route.positions(),
                km,
                route.latitude(),
                route.longitude(),
                line,
                route.kmKnown(),
                route.heard(),
                route.entryPosition(),
                route.entryCell(),
                route.passes(),
                route.served(),
                route.centre(),
                route.spread(),
                route.lookup());
    }

    private static List<Anchor> anchors(
            Route route, List<String> cells, Map<String, CellInfo> info, List<String> lines) {
        int[] strongest = new int[route.heard().length];
        Arrays.fill(strongest, -1);
        int most = 0;
        for (int served : route.served()) {
            most = Math.max(most, served);
        }
        for (int e = 0; e < route.entryCell().length; e++) {
            int c = route.entryCell()[e];
            float level = route.centre(Channel.LEVEL_DL, e);
            if (route.served()[e] * 4 >= most
                    && !Float.isNaN(level)
                    && passesMast(route, e)
                    && (strongest[c] < 0 || level > route.centre(Channel.LEVEL_DL, strongest[c]))) {
                strongest[c] = e;
            }
        }
        List<Anchor> anchors = new ArrayList<>();
        for (int e : strongest) {
            CellInfo cell = e < 0 ? null : info.get(cells.get(route.heard()[route.entryCell()[e]]));
            if (cell != null && !Double.isNaN(cell.trackKm())) {
                int line = cell.line() == null ? -1 : lines.indexOf(cell.line());
                anchors.add(new Anchor(route.entryPosition()[e], cell.trackKm(), line));
            }
        }
        anchors.sort((a, b) -> a.position() != b.position()
                ? Integer.compare(a.position(), b.position())
                : Double.compare(a.km(), b.km()));
        return anchors;
    }

    /** Timing advance beyond which a train is not at the mast: 1.5 symbols are 830 m. */
    private static final float MAST_TIMING_ADVANCE = 1.5f;

    private static boolean passesMast(Route route, int entry) {
        float timingAdvance = route.centre(Channel.TIMING_ADVANCE, entry);
        return Float.isNaN(timingAdvance) || timingAdvance <= MAST_TIMING_ADVANCE;
    }

    private static int nearest(List<Anchor> anchors, int position) {
        int line = -1;
        int distance = Integer.MAX_VALUE;
        for (Anchor a : anchors) {
            if (Math.abs(a.position() - position) < distance) {
                distance = Math.abs(a.position() - position);
                line = a.line();
            }
        }
        return line;
    }

    /** The longest run of anchors whose kilometres all rise, or all fall, with the position. */
    private static List<Anchor> monotone(List<Anchor> anchors) {
        List<Anchor> rising = longest(anchors, 1);
        List<Anchor> falling = longest(anchors, -1);
        return rising.size() >= falling.size() ? rising : falling;
    }

    private static List<Anchor> longest(List<Anchor> anchors, int sign) {
        int n = anchors.size();
        int[] length = new int[n];
        int[] before = new int[n];
        int end = -1;
        for (int i = 0; i < n; i++) {
            length[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                boolean follows = sign * (anchors.get(i).km() - anchors.get(j).km()) > 0
                        && anchors.get(i).position() > anchors.get(j).position();
                if (follows && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            end = end < 0 || length[i] > length[end] ? i : end;
        }
        List<Anchor> run = new ArrayList<>();
        for (int i = end; i >= 0; i = before[i]) {
            run.addFirst(anchors.get(i));
        }
        return run;
    }

    private static void interpolate(List<Anchor> anchors, int[] line, double[] km) {
        if (anchors.size() < 2) {
            return;
        }
        int own = anchors.getFirst().line();
        int k = 0;
        for (int p = 0; p < km.length; p++) {
            if (line[p] != own) {
                continue;
            }
            while (k < anchors.size() - 2 && anchors.get(k + 1).position() < p) {
                k++;
            }
            Anchor a = anchors.get(k);
            Anchor b = anchors.get(k + 1);
            km[p] = a.km() + (b.km() - a.km()) * (p - a.position()) / (b.position() - a.position());
        }
    }
}
