package org.lineside.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * How much the daily effects of sound cells and mobiles vary: learned from calls of the history that the references had not
 * seen.
 *
 * @param scales one of each kind of series; absent where the history tells too little
 */
public record DriftScales(Map<Kind, Scale> scales) {
    /** Days of history below which it tells nothing of days. */
    public static final int LEAST_DAYS = 5;

    private static final int LEAST_EFFECTS = 20;
    private static final double CLIP = 4;
    private static final double LARGEST_AUTOCORRELATION = 0.8;

    /** Copies the map. */
    public DriftScales {
        scales = Map.copyOf(scales);
    }

    /**
     * A kind of series.
     *
     * @param scope cell or mobile
     * @param channel the channel
     */
    public record Kind(Scope scope, Channel channel) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byScope = scope.compareTo(other.scope);
            return byScope != 0 ? byScope : channel.compareTo(other.channel);
        }
    }

    /**
     * The scale of a kind, in the channel's unit.
     *
     * @param within standard deviation of what one call says about the day's effect
     * @param between standard deviation of the day's effect itself
     * @param autocorrelation correlation of one day with the next, 0..1
     */
    public record Scale(double within, double between, double autocorrelation) {
        /**
         * Variance per day of the sum over many days of an effect told by so many calls. The days are taken for a first-order
         * autoregression, whose sums vary more than those of independent days by (1 + ρ) / (1 − ρ) (Johnson and Bagshaw 1974,
         * Technometrics 16: what decides how long a chart runs). A median varies π/2 times as much as a mean.
         */
        public double variance(int calls) {
            double day = between * between + Math.PI / 2 * within * within / calls;
            return day * (1 + autocorrelation) / (1 - autocorrelation);
        }
    }

    /** Learns the scales from held-out calls. */
    public static DriftScales learn(List<CallEffects> history) {
        Map<Long, List<CallEffects>> perDay = new TreeMap<>();
        history.forEach(
                c -> perDay.computeIfAbsent(c.day(), d -> new ArrayList<>()).add(c));
        Map<Kind, Samples> samples = new TreeMap<>();
        perDay.forEach((day, calls) -> {
            for (DayTable.Sample s : new DayTable(day, calls).samples()) {
                samples.computeIfAbsent(new Kind(s.series().scope(), s.series().channel()), k -> new Samples())
                        .add(day, s);
            }
        });
        Map<Kind, Scale> scales = new TreeMap<>();
        if (perDay.size() >= LEAST_DAYS) {
            samples.forEach((kind, s) -> s.scale().ifPresent(scale -> scales.put(kind, scale)));
        }
        return new DriftScales(scales);
    }

    /** The samples of one kind, day by day. */
    private static final class Samples {
        private final Map<String, TreeMap<Long, double[]>> perEntity = new TreeMap<>();
        private final List<Float> deviations = new ArrayList<>();

        void add(long day, DayTable.Sample s) {
            float[] values = s.values();
            perEntity
                    .computeIfAbsent(s.series().entity(), e -> new TreeMap<>())
                    .put(day, new double[] {s.median(), values.length});
            double mean = 0;
            for (float v : values) {
                mean += v / (double) values.length;
            }
            for (float v : values) {
                if (values.length > 1) {
                    deviations.add((float) ((v - mean) * Math.sqrt(values.length / (values.length - 1.0))));
                }
            }
        }

        Optional<Scale> scale() {
            shareOut();
            double within = sd(deviations);
            List<Float> effects = new ArrayList<>();
            double perCalls = 0;
            double products = 0;
            double squares = 0;
            double days = 0;
            for (TreeMap<Long, double[]> series : perEntity.values()) {
                int n = series.size();
                double mean = series.values().stream()
                        .mapToDouble(v -> v[0])
                        .average()
                        .orElse(0);
                days += n * (double) n;
                for (Map.Entry<Long, double[]> e : series.entrySet()) {
                    double own = e.getValue()[0] - mean;
                    double[] next = series.get(e.getKey() + 1);
                    effects.add((float) (own * Math.sqrt(n / Math.max(1, n - 1.0))));
                    perCalls += 1 / e.getValue()[1];
                    products += next == null ? 0 : own * (next[0] - mean);
                    squares += own * own;
                }
            }
            if (effects.size() < LEAST_EFFECTS) {
                return Optional.empty();
            }
            double all = sd(effects);
            double ofCalls = Double.isNaN(within) ? 0 : Math.PI / 2 * within * within * perCalls / effects.size();
            double between = Math.sqrt(Math.max(0, all * all - ofCalls));
            double found = squares == 0 ? 0 : products / squares;
            double perSeries = days / effects.size();
            // What a mean taken from the same few days takes off (Marriott and Pope 1954; Kendall 1954).
            double unbiased = (found + 1 / perSeries) / (1 - 3 / Math.max(4, perSeries));
            return Optional.of(new Scale(
                    Double.isNaN(within) ? 0 : within, between, Math.clamp(unbiased, 0, LARGEST_AUTOCORRELATION)));
        }

        /** Takes out what all entities share of a day, as is done when days are judged. */
        private void shareOut() {
            TreeMap<Long, List<Float>> perDay = new TreeMap<>();
            perEntity
                    .values()
                    .forEach(s -> s.forEach((day, v) ->
                            perDay.computeIfAbsent(day, d -> new ArrayList<>()).add((float) v[0])));
            Map<Long, Double> share = new TreeMap<>();
            perDay.forEach((day, values) -> share.put(day, Robust.median(array(values))));
            perEntity.values().forEach(s -> s.forEach((day, v) -> v[0] -= share.getOrDefault(day, 0.0)));
        }

        private static double sd(List<Float> values) {
            return Robust.winsorizedSd(array(values), CLIP);
        }

        private static float[] array(List<Float> values) {
            float[] array = new float[values.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = values.get(i);
            }
            return array;
        }
    }
}
