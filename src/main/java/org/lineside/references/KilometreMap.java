package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;

/**
 * Tells an axis its kilometres and lines from the masts: a cell is strongest where the train passes its mast, so that
 * position bears the mast's kilometre; between masts the kilometre runs evenly.
 */
final class KilometreMap {
    /** Where it is strongest a cell counts for at least this share of what serves there, or it is not its mast that is passed. */
    private static final double LEAST_SHARE = 0.25;

    /** Places where a cell serves less than this share of the passes that it serves elsewhere say nothing of its mast. */
    private static final double LEAST_OF_OWN = 0.1;

    /** Cells of one mast may be given kilometres that differ by so much. */
    private static final double SAME_MAST_KM = 0.1;

    /** Timing advance beyond which a train is not at the mast: 1.5 symbols are 830 m. */
    private static final float MAST_TIMING_ADVANCE = 1.5f;

    /** Cells of one mast are strongest to either side of it, not further apart, in positions. */
    private static final int MAST_REACH = 30;

    /**
     * Most kilometres from one position to the next: in a sample of four reports, 1.9 s, a train of 350 km/h goes 190 m, and
     * positions that most passes skip are no positions.
     */
    private static final double MOST_KM_A_POSITION = 0.5;

    private record Anchor(double position, double km, int line) {}

    private static final Comparator<Anchor> ALONG = Comparator.comparingDouble(Anchor::position)
            .thenComparingDouble(Anchor::km)
            .thenComparingInt(Anchor::line);

    /** Anchors of one line that follow each other along the axis, and of those the ones that tell kilometres. */
    private record Run(int line, List<Anchor> all, List<Anchor> telling) {
        double distance(int position) {
            return all.stream()
                    .mapToDouble(a -> Math.abs(a.position() - position))
                    .min()
                    .orElseThrow();
        }

        /** Evenly between two anchors, and beyond the last as before it; NaN where fewer than two tell. */
        double km(int position) {
            if (telling.size() < 2) {
                return Double.NaN;
            }
            int k = 0;
            while (k < telling.size() - 2 && telling.get(k + 1).position() < position) {
                k++;
            }
            Anchor a = telling.get(k);
            Anchor b = telling.get(k + 1);
            return a.km() + (b.km() - a.km()) * (position - a.position()) / (b.position() - a.position());
        }
    }

    private KilometreMap() {}

    /**
     * The same route with kilometres and lines where the cells file allows.
     *
     * @param cells the model's cell names
     * @param lines the model's line names
     */
    static Route apply(Route route, List<String> cells, Map<String, CellInfo> info, List<String> lines) {
        List<Run> runs = runs(anchors(route, cells, info, lines));
        int[] line = new int[route.positions()];
        double[] km = route.positionKm().clone();
        for (int p = 0; p < line.length; p++) {
            int position = p;
            Run run = runs.stream()
                    .min(Comparator.comparingDouble(r -> r.distance(position)))
                    .orElse(null);
            line[p] = run == null ? -1 : run.line();
            km[p] = run == null || route.kmKnown() ? km[p] : run.km(p);
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
        List<Anchor> anchors = new ArrayList<>();
        for (int e : strongest(route)) {
            CellInfo cell = e < 0 ? null : info.get(cells.get(route.heard()[route.entryCell()[e]]));
            if (cell != null && !Double.isNaN(cell.trackKm()) && servesThere(route, e)) {
                int line = cell.line() == null ? -1 : lines.indexOf(cell.line());
                anchors.add(new Anchor(route.entryPosition()[e], cell.trackKm(), line));
            }
        }
        return ofMasts(anchors);
    }

    /** By cell that is heard, the entry where it is strongest of those where it serves, near by; −1 for none. */
    private static int[] strongest(Route route) {
        int[] most = new int[route.heard().length];
        for (int e = 0; e < route.entryCell().length; e++) {
            most[route.entryCell()[e]] = Math.max(most[route.entryCell()[e]], route.served()[e]);
        }
        int[] strongest = new int[route.heard().length];
        Arrays.fill(strongest, -1);
        for (int e = 0; e < route.entryCell().length; e++) {
            int c = route.entryCell()[e];
            float level = route.centre(Channel.LEVEL_DL, e);
            float timingAdvance = route.centre(Channel.TIMING_ADVANCE, e);
            boolean near = Float.isNaN(timingAdvance) || timingAdvance <= MAST_TIMING_ADVANCE;
            boolean serves = route.served()[e] > 0 && route.served()[e] >= LEAST_OF_OWN * most[c];
            if (near
                    && serves
                    && !Float.isNaN(level)
                    && (strongest[c] < 0 || level > route.centre(Channel.LEVEL_DL, strongest[c]))) {
                strongest[c] = e;
            }
        }
        return strongest;
    }

    private static boolean servesThere(Route route, int entry) {
        int all = 0;
        for (int c = 0; c < route.heard().length; c++) {
            int e = route.entry(route.entryPosition()[entry], c);
            all += e < 0 ? 0 : route.served()[e];
        }
        return route.served()[entry] >= LEAST_SHARE * all;
    }

    /** Cells of one mast look along the track to either side of it: it stands in the middle of their places. */
    private static List<Anchor> ofMasts(List<Anchor> cells) {
        List<Anchor> left = new ArrayList<>(cells);
        left.sort(ALONG);
        List<Anchor> masts = new ArrayList<>();
        while (!left.isEmpty()) {
            Anchor first = left.removeFirst();
            List<Anchor> same = new ArrayList<>(left.stream()
                    .filter(a -> a.line() == first.line()
                            && Math.abs(a.km() - first.km()) <= SAME_MAST_KM
                            && Math.abs(a.position() - first.position()) <= MAST_REACH)
                    .toList());
            left.removeAll(same);
            same.add(first);
            masts.add(new Anchor(mean(same, Anchor::position), mean(same, Anchor::km), first.line()));
        }
        masts.sort(ALONG);
        return masts;
    }

    private static double mean(List<Anchor> anchors, ToDoubleFunction<Anchor> value) {
        return anchors.stream().mapToDouble(value).average().orElseThrow();
    }

    private static List<Run> runs(List<Anchor> masts) {
        List<Anchor> anchors = withoutStrays(masts);
        List<Run> runs = new ArrayList<>();
        for (int from = 0, to = 0; from < anchors.size(); from = to) {
            int line = anchors.get(from).line();
            while (to < anchors.size() && anchors.get(to).line() == line) {
                to++;
            }
            List<Anchor> own = List.copyOf(anchors.subList(from, to));
            runs.add(new Run(line, own, monotone(own)));
        }
        return runs;
    }

    /** Without a mast of another line, or of none, between two of one line: at a junction, or known badly. */
    private static List<Anchor> withoutStrays(List<Anchor> masts) {
        List<Anchor> kept = new ArrayList<>();
        for (int i = 0; i < masts.size(); i++) {
            boolean stray = i > 0
                    && i + 1 < masts.size()
                    && masts.get(i).line() != masts.get(i - 1).line()
                    && masts.get(i - 1).line() == masts.get(i + 1).line();
            if (!stray) {
                kept.add(masts.get(i));
            }
        }
        return kept;
    }

    /**
     * The most anchors whose kilometres all rise, or all fall, with the position, no faster than trains run; of as many those
     * that reach furthest.
     */
    private static List<Anchor> monotone(List<Anchor> anchors) {
        List<Anchor> rising = longest(anchors, 1);
        List<Anchor> falling = longest(anchors, -1);
        return better(falling, rising) ? falling : rising;
    }

    private static List<Anchor> longest(List<Anchor> anchors, int sign) {
        List<List<Anchor>> endingAt = new ArrayList<>();
        List<Anchor> longest = List.of();
        for (Anchor anchor : anchors) {
            List<Anchor> best = List.of();
            for (List<Anchor> chain : endingAt) {
                double km = sign * (anchor.km() - chain.getLast().km());
                double positions = anchor.position() - chain.getLast().position();
                boolean follows = km > 0 && km <= MOST_KM_A_POSITION * positions;
                best = follows && better(chain, best) ? chain : best;
            }
            List<Anchor> own = new ArrayList<>(best);
            own.add(anchor);
            endingAt.add(own);
            longest = better(own, longest) ? own : longest;
        }
        return longest;
    }

    private static boolean better(List<Anchor> chain, List<Anchor> than) {
        return chain.size() != than.size()
                ? chain.size() > than.size()
                : !chain.isEmpty() && reach(chain) > reach(than);
    }

    private static double reach(List<Anchor> chain) {
        return chain.getLast().position() - chain.getFirst().position();
    }
}
