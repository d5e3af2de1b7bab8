package org.lineside.detection.tests;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.MinEffects;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Places;
import org.lineside.detection.Room;

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
    private static final double PROVISIONAL_FACTOR = 1.5;

    private final Context context;
    private final List<Indicator> indicators;
    private final List<String> statistics;

    private record Context(Settings.Decision decision) {}

    private ReferenceTest(Room.Context context) {
        this.context = new Context(context.decision());
        this.indicators = List.copyOf(context.profile().indicators());
        List<String> names = new ArrayList<>();
        for (Indicator indicator : indicators) {
            for (String window : WINDOW_NAMES) {
                names.add(indicator.column() + " " + window);
            }
        }
        this.statistics = List.copyOf(names);
    }

    /** The room; nothing is to be trained: references and calibration hold all that was learned. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                return new ReferenceTest(context);
            }

            @Override
            public Detector read(Room.Context context, DataInput in) {
                return new ReferenceTest(context);
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
    public void write(DataOutput out) {
        // Nothing of its own.
    }

    @Override
    public Outcome observe(ComparedCall call) {
        if (call.mainRoute() < 0) {
            return new Outcome.NotApplicable("no reference covers the call");
        }
        Places places = Places.of(call);
        List<Observation> observations = new ArrayList<>();
        for (int k = 0; k < indicators.size(); k++) {
            Channel channel = indicators.get(k).channel();
            if (call.trace().has(channel)) {
                float[] residual = places.mean(call.residual(channel));
                float[] spread = places.mean(call.spread(channel));
                observe(call, places, k, residual, spread, observations);
            }
        }
        return new Outcome.Observed(List.copyOf(observations));
    }

    private void observe(
            ComparedCall call,
            Places places,
            int indicator,
            float[] residual,
            float[] spread,
            List<Observation> observations) {
        double minEffect = MinEffects.of(context.decision().minEffect(), indicators.get(indicator))
                * (call.provisional() ? PROVISIONAL_FACTOR : 1);
        for (int w = 0; w < WINDOWS.length; w++) {
            int length = WINDOWS[w] == 0 ? residual.length : WINDOWS[w];
            Window worst = worst(indicators.get(indicator), residual, spread, length, minEffect);
            if (worst != null) {
                Window stretch = Stretch.around(worst, residual, minEffect);
                observations.add(observation(
                        call, places, indicator, indicator * WINDOWS.length + w, worst, stretch, minEffect));
            }
        }
        for (Window run : Stretch.all(residual, minEffect)) {
            int w = windowFor(run.to() - run.from());
            Window worst =
                    worst(indicators.get(indicator), slice(residual, run), slice(spread, run), WINDOWS[w], minEffect);
            if (worst != null) {
                observations.add(
                        observation(call, places, indicator, indicator * WINDOWS.length + w, worst, run, minEffect));
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
            Indicator indicator, float[] residual, float[] spread, int length, double minEffect) {
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
                double harmful =
                        indicator.channel().isQuality() ? (indicator.higherIsBetter() ? -mean : mean) : Math.abs(mean);
                double score = (harmful - MARGIN_OF_MIN_EFFECT * minEffect) / (spreads / n);
                if (worst == null || score > worst.score()) {
                    worst = new Window(i - length + 1, i + 1, mean, score);
                }
            }
        }
        return worst;
    }

    private Observation observation(
            ComparedCall call,
            Places places,
            int indicator,
            int statistic,
            Window window,
            Window stretch,
            double minEffect) {
        int from = places.from()[stretch.from()];
        int to = places.to()[stretch.to() - 1];
        Indicator what = indicators.get(indicator);
        double expected = mean(call.expected(what.channel()), call.residual(what.channel()), from, to);
        double seconds = (call.trace().endMs()[to - 1] - call.trace().startMs()[from]) / 1000.0;
        boolean relevant = Math.abs(stretch.mean()) >= minEffect
                && stretch.to() - stretch.from() >= 2
                && seconds >= context.decision().minSeconds();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("window", WINDOW_NAMES[statistic % WINDOWS.length]);
        facts.put("places", stretch.to() - stretch.from());
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        return new Observation(
                statistic,
                window.score(),
                what.column(),
                from,
                to,
                expected + stretch.mean(),
                expected,
                what.unit(),
                relevant,
                facts);
    }

    private static double mean(float[] values, float[] present, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(present[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
