package org.lineside.detection.tests;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.MinEffects;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Places;
import org.lineside.detection.Room;
import org.lineside.detection.Stretch;
import org.lineside.detection.Window;
import org.lineside.references.ReferenceModel;

/**
 * Tests a call against its reference: for each indicator, the mean of the residual over the whole call and over its worst
 * windows, in standard deviations of one pass and beyond half of the smallest effect that counts, so that a difference
 * too small to matter does not become significant by its length alone. What a score means is told by calls of the
 * history that were judged the same way; no distribution is assumed.
 */
public final class ReferenceTest implements Detector {
    /** Window lengths in places of about 1.9 s at line speed: 6 s, 12 s, 31 s, 2 min; 0 = the whole call. */
    private static final int[] WINDOWS = {3, 6, 16, 64, 0};

    private static final String[] WINDOW_NAMES = {"6 s", "12 s", "31 s", "2 min", "call"};
    /** Places of which at least this share must have been measured for a window to count. */
    private static final double MEASURED_SHARE = 0.6;

    private static final double MARGIN_OF_MIN_EFFECT = 0.5;

    /** The fact that says which cell a finding about neighbours is of. */
    private static final String NEIGHBOUR = "neighbour";

    private final ReferenceModel model;
    private final List<Quantity> quantities;
    private final double minSeconds;
    private final List<Usual> usual;
    private final List<String> statistics;

    private ReferenceTest(Room.Context context, List<Quantity> quantities, List<Usual> usual) {
        this.model = context.model();
        this.quantities = quantities;
        this.minSeconds = context.decision().minSeconds();
        this.usual = usual;
        List<String> names = new ArrayList<>();
        for (Quantity quantity : quantities) {
            for (String window : WINDOW_NAMES) {
                names.add(quantity.name() + " " + window);
            }
        }
        this.statistics = List.copyOf(names);
    }

    /** The room. References and calibration hold nearly all that was learned; its own is how calls usually deviate. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                List<Quantity> quantities = quantities(context);
                return new ReferenceTest(context, quantities, Usual.learn(quantities, context.model(), heldOut));
            }

            @Override
            public Detector read(Room.Context context, DataInput in) throws IOException {
                List<Quantity> quantities = quantities(context);
                List<Usual> usual = new ArrayList<>();
                for (int k = 0; k < quantities.size(); k++) {
                    usual.add(Usual.read(in));
                }
                return new ReferenceTest(context, quantities, List.copyOf(usual));
            }

            private static List<Quantity> quantities(Room.Context context) {
                return Quantity.of(context.profile(), context.decision().minEffect());
            }
        };
    }

    @Override
    public String method() {
        return "test";
    }

    @Override
    public List<String> statistics() {
        return statistics;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (Usual u : usual) {
            u.write(out);
        }
    }

    @Override
    public Outcome observe(ComparedCall call) {
        if (call.mainRoute() < 0) {
            return new Outcome.NotApplicable("no reference covers the call");
        }
        Places places = Places.of(call);
        List<Observation> observations = new ArrayList<>();
        for (int k = 0; k < quantities.size(); k++) {
            if (quantities.get(k).measuredIn(call) && !Float.isNaN(usual.get(k).spread())) {
                observations.addAll(strongest(call, places, k));
            }
        }
        return new Outcome.Observed(List.copyOf(observations));
    }

    private List<Series> series(ComparedCall call, Places places, int k) {
        return quantities.get(k).series(call, model, places, usual.get(k).spread());
    }

    /** What is seen in the series that shows most. */
    private List<Observation> strongest(ComparedCall call, Places places, int k) {
        List<Observation> strongest = List.of();
        double most = Double.NEGATIVE_INFINITY;
        for (Series one : series(call, places, k)) {
            List<Observation> seen = new ArrayList<>();
            observe(call, places, k, one, seen);
            double score = seen.stream().mapToDouble(Observation::score).max().orElse(Double.NEGATIVE_INFINITY);
            if (score > most) {
                most = score;
                strongest = seen;
            }
        }
        return strongest;
    }

    @Override
    public Map<String, Object> evidence(ComparedCall call, Observation seen) {
        int k = seen.statistic() / WINDOWS.length;
        Places places = Places.of(call);
        String neighbour = seen.facts().get(NEIGHBOUR) instanceof String cell ? cell : "";
        return series(call, places, k).stream()
                .filter(s -> s.neighbour().equals(neighbour))
                .findFirst()
                .map(s -> ClassicTests.of(s, places.at(seen.from()), places.at(seen.to() - 1) + 1, usual.get(k)))
                .orElse(Map.of());
    }

    private void observe(ComparedCall call, Places places, int k, Series series, List<Observation> observations) {
        Quantity quantity = quantities.get(k);
        float[] residual = series.residual();
        double minEffect = quantity.minEffect() * (call.provisional() ? MinEffects.PROVISIONAL_FACTOR : 1);
        for (int w = 0; w < WINDOWS.length; w++) {
            int length = WINDOWS[w] == 0 ? residual.length : WINDOWS[w];
            Window worst = worst(quantity, residual, series.spread(), length, minEffect);
            if (worst != null) {
                Window stretch = Stretch.around(worst, residual, minEffect);
                observations.add(observation(call, places, k * WINDOWS.length + w, series, worst, stretch, minEffect));
            }
        }
        for (Window run : Stretch.all(residual, minEffect)) {
            int w = windowFor(run.to() - run.from());
            Window worst = worst(quantity, slice(residual, run), slice(series.spread(), run), WINDOWS[w], minEffect);
            if (worst != null) {
                observations.add(observation(call, places, k * WINDOWS.length + w, series, worst, run, minEffect));
            }
        }
    }

    private static float[] slice(float[] values, Window run) {
        return java.util.Arrays.copyOfRange(values, run.from(), run.to());
    }

    /** The longest window that fits into a run of so many places. */
    private static int windowFor(int places) {
        int w = 0;
        while (w + 1 < WINDOWS.length - 1 && WINDOWS[w + 1] <= places) {
            w++;
        }
        return w;
    }

    private static @org.jspecify.annotations.Nullable Window worst(
            Quantity quantity, float[] residual, float[] spread, int length, double minEffect) {
        if (residual.length < length || length < WINDOWS[0]) {
            return null;
        }
        double sum = 0;
        double spreads = 0;
        int n = 0;
        Window worst = null;
        for (int i = 0; i < residual.length; i++) {
            if (!Float.isNaN(residual[i])) {
                sum += residual[i];
                spreads += spread[i];
                n++;
            }
            int gone = i - length;
            if (gone >= 0 && !Float.isNaN(residual[gone])) {
                sum -= residual[gone];
                spreads -= spread[gone];
                n--;
            }
            if (i >= length - 1 && n >= MEASURED_SHARE * length && n >= 2) {
                double mean = sum / n;
                double score = score(quantity.harmful(mean) - MARGIN_OF_MIN_EFFECT * minEffect, spreads / n, minEffect);
                if (worst == null || score > worst.score()) {
                    worst = new Window(i - length + 1, i + 1, mean, score);
                }
            }
        }
        return worst;
    }

    /**
     * How far a mean lies beyond the margin, in standard deviations. What falls short of it is measured by the smallest effect
     * instead: divided by the spread, a call would count the more the less its reference knows.
     */
    private static double score(double beyondMargin, double spread, double minEffect) {
        return beyondMargin / (beyondMargin > 0 ? spread : minEffect);
    }

    private Observation observation(
            ComparedCall call,
            Places places,
            int statistic,
            Series series,
            Window window,
            Window stretch,
            double minEffect) {
        int from = places.from()[stretch.from()];
        int to = places.to()[stretch.to() - 1];
        Quantity quantity = quantities.get(statistic / WINDOWS.length);
        double expected = series.expected(stretch.from(), stretch.to());
        double seconds = (call.trace().endMs()[to - 1] - call.trace().startMs()[from]) / 1000.0;
        boolean relevant =
                Math.abs(stretch.mean()) >= minEffect && stretch.to() - stretch.from() >= 2 && seconds >= minSeconds;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("window", WINDOW_NAMES[statistic % WINDOWS.length]);
        if (!series.neighbour().isEmpty()) {
            facts.put(NEIGHBOUR, series.neighbour());
        }
        facts.put("places", stretch.to() - stretch.from());
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        return new Observation(
                statistic,
                window.score(),
                quantity.name(),
                from,
                to,
                expected + stretch.mean(),
                expected,
                quantity.unit(),
                relevant,
                facts);
    }
}
