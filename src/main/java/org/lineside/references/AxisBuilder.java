package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.numeric.Sequences;
import org.lineside.references.AxisEnds.Stretch;

/**
 * Lays the axis of a route through its calls. Where calls give their kilometre, the axis is the line in steps of 100 m.
 * Else it grows out of one call: a nearly fastest one among those that cover the route (it stood least), extended at
 * both ends by calls that reach further, then refined by aligning the others to it; positions that most calls pass over
 * between two samples are taken out again.
 */
final class AxisBuilder {
    private static final double KM_SHARE = 0.8;
    /** Beyond what a train that stands seems to move. */
    private static final double FOLD_STEP_KM = 0.5;

    private static final double FOLD_SHARE = 0.05;
    private static final int MAX_POSITIONS = 20_000;
    private static final double COVER = 0.9;
    private static final double FASTEST_SHARE = 0.2;
    private static final int MAX_EXTENSIONS = 6;
    private static final int REFINING_PASSES = 48;
    private static final double KEPT_OCCUPANCY = 0.34;

    private final String id;
    private final List<Pass> members;
    private final List<CellSequence> sequences;
    private final int modelCells;
    private final QualityCurves curves;

    AxisBuilder(String id, List<Pass> members, List<CellSequence> sequences, int modelCells, QualityCurves curves) {
        this.id = id;
        this.members = members;
        this.sequences = sequences;
        this.modelCells = modelCells;
        this.curves = curves;
    }

    /**
     * A route with its axis and a first expectation.
     *
     * @param members calls of one cluster; their positions are not looked at
     * @param sequences the cell sequence of each, in model indices
     */
    static Route build(
            String id, List<Pass> members, List<CellSequence> sequences, int modelCells, QualityCurves curves) {
        AxisBuilder builder = new AxisBuilder(id, members, sequences, modelCells, curves);
        return builder.kilometresKnown() && !builder.kilometresFold() ? builder.kilometreAxis() : builder.grownAxis();
    }

    private boolean kilometresKnown() {
        long known = 0;
        long all = 0;
        for (Pass member : members) {
            for (double km : member.trace().trackKm()) {
                known += Double.isNaN(km) ? 0 : 1;
                all++;
            }
        }
        return known > KM_SHARE * all;
    }

    /**
     * Whether the calls run with the kilometres here and against them there, as where a route goes from one line over to
     * another: a kilometre is then no place.
     */
    private boolean kilometresFold() {
        int rising = 0;
        int falling = 0;
        for (Pass member : members) {
            double anchor = Double.NaN;
            for (double km : member.trace().trackKm()) {
                if (Double.isNaN(anchor)) {
                    anchor = km;
                } else if (Math.abs(km - anchor) >= FOLD_STEP_KM) {
                    rising += km > anchor ? 1 : 0;
                    falling += km < anchor ? 1 : 0;
                    anchor = km;
                }
            }
        }
        return Math.min(rising, falling) > FOLD_SHARE * Math.max(rising, falling);
    }

    private Route kilometreAxis() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double travelled = 0;
        for (Pass member : members) {
            double[] km = Arrays.stream(member.trace().trackKm())
                    .filter(k -> !Double.isNaN(k))
                    .toArray();
            if (km.length > 0) {
                travelled += Math.signum(km[km.length - 1] - km[0]);
                low = Math.min(low, Arrays.stream(km).min().orElse(low));
                high = Math.max(high, Arrays.stream(km).max().orElse(high));
            }
        }
        int positions = (int) Math.min(MAX_POSITIONS, Math.round((high - low) / Route.STEP_KM) + 1);
        double first = travelled >= 0 ? low : high;
        double step = travelled >= 0 ? Route.STEP_KM : -Route.STEP_KM;
        double[] km = new double[positions];
        Arrays.setAll(km, p -> first + p * step);
        return empty(positions, km, unknown(positions), unknown(positions), true);
    }

    private static double[] unknown(int n) {
        double[] unknown = new double[n];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private Route empty(int positions, double[] km, double[] latitude, double[] longitude, boolean kmKnown) {
        int[] noLine = new int[positions];
        Arrays.fill(noLine, -1);
        float[][] none = new float[org.lineside.calls.Channel.values().length][0];
        return new Route(
                id,
                mainSequence().cells(),
                members.size(),
                positions,
                km,
                latitude,
                longitude,
                noLine,
                kmKnown,
                new int[0],
                new int[0],
                new int[0],
                new int[0],
                new int[0],
                none,
                none,
                new int[0]);
    }

    /** The longest sequence that at least a tenth as many calls ran as the most frequent one. */
    private CellSequence mainSequence() {
        return sequences.stream()
                .max(Comparator.comparingInt(CellSequence::length).thenComparing(CellSequence::cells, Arrays::compare))
                .orElseThrow();
    }

    private Route grownAxis() {
        Pass founder = members.get(founder());
        List<Stretch> stretches =
                List.of(new Stretch(founder, 0, founder.trace().size()));
        Route route = fromSamples(stretches);
        List<Pass> located = located(route);
        for (int k = 0; k < MAX_EXTENSIONS; k++) {
            List<Stretch> longer = new AxisEnds(stretches, route, this::fromSamples, modelCells).extending(located);
            if (longer.size() == stretches.size()) {
                break;
            }
            stretches = longer;
            route = fromSamples(stretches);
            located = located(route);
        }
        Route better = refined(route, located);
        return refined(better, located(better));
    }

    private int founder() {
        CellSequence main = mainSequence();
        List<Integer> covering = new ArrayList<>();
        int longest = 0;
        for (CellSequence s : sequences) {
            longest = Math.max(longest, Sequences.commonLength(s.cells(), main.cells()));
        }
        for (int i = 0; i < members.size(); i++) {
            if (Sequences.commonLength(sequences.get(i).cells(), main.cells()) >= COVER * longest) {
                covering.add(i);
            }
        }
        covering.sort(
                Comparator.comparingInt((Integer i) -> members.get(i).trace().size())
                        .thenComparing(i -> members.get(i).trace().info().callId()));
        return covering.get((int) (covering.size() * FASTEST_SHARE));
    }

    /** The axis whose positions are these samples, one each, with what they show. */
    Route fromSamples(List<Stretch> stretches) {
        int positions = stretches.stream().mapToInt(Stretch::length).sum();
        double[] latitude = new double[positions];
        double[] longitude = new double[positions];
        List<Pass> passes = new ArrayList<>();
        int p = 0;
        for (Stretch stretch : stretches) {
            CallTrace trace = stretch.pass().trace();
            int[] at = new int[trace.size()];
            Arrays.fill(at, -1);
            for (int i = stretch.from(); i < stretch.to(); i++) {
                at[i] = p;
                latitude[p] = trace.latitude()[i];
                longitude[p++] = trace.longitude()[i];
            }
            passes.add(stretch.pass().at(at));
        }
        Route axis = empty(positions, unknown(positions), latitude, longitude, false);
        return ExpectationBuilder.build(axis, passes, modelCells, curves);
    }

    /** Some of the members, all over the history, where they lie on a route. */
    private List<Pass> located(Route route) {
        Localiser localiser = Localiser.thorough(route);
        int step = Math.max(1, members.size() / REFINING_PASSES);
        return IntStream.range(0, (members.size() + step - 1) / step)
                .parallel()
                .mapToObj(k -> located(localiser, members.get(k * step)))
                .toList();
    }

    private static Pass located(Localiser localiser, Pass pass) {
        return pass.at(localiser
                .fit(
                        pass.trace(),
                        pass.modelCell(),
                        0,
                        pass.trace().size(),
                        pass.offset().downlinkDb())
                .positions());
    }

    private Route refined(Route route, List<Pass> passes) {
        int[] visits = new int[route.positions()];
        int[] spans = new int[route.positions()];
        for (Pass pass : passes) {
            int last = -1;
            for (int p : pass.positions()) {
                if (p != last) {
                    visits[p]++;
                    for (int q = last + 1; last >= 0 && q < p; q++) {
                        spans[q]++;
                    }
                    spans[p]++;
                    last = p;
                }
            }
        }
        int[] renumbered = new int[route.positions()];
        int kept = 0;
        for (int p = 0; p < renumbered.length; p++) {
            boolean keep = spans[p] == 0 || visits[p] >= KEPT_OCCUPANCY * spans[p];
            renumbered[p] = keep ? kept++ : Math.max(0, kept - 1);
        }
        if (kept < 2) {
            return route;
        }
        double[] latitude = new double[kept];
        double[] longitude = new double[kept];
        for (int p = renumbered.length - 1; p >= 0; p--) {
            latitude[renumbered[p]] = route.latitude()[p];
            longitude[renumbered[p]] = route.longitude()[p];
        }
        List<Pass> moved = passes.stream()
                .map(pass -> pass.at(
                        Arrays.stream(pass.positions()).map(p -> renumbered[p]).toArray()))
                .toList();
        Route axis = empty(kept, unknown(kept), latitude, longitude, false);
        return ExpectationBuilder.build(axis, moved, modelCells, curves);
    }
}
