package org.lineside.drift;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** The samples of one kind: per entity and day its effect, and the calls that tell it. */
    private static final class Samples {
        private final Map<String, TreeMap<Long, double[]>> perEntity = new TreeMap<>();
        private float[] deviations = new float[64];
        private int count;

        void add(long day, DayTable.Sample s) {
            float[] values = s.values();
            perEntity
                    .computeIfAbsent(s.series().entity(), e -> new TreeMap<>())
                    .put(day, new double[] {s.median(), values.length});
            double mean = 0;
            for (float v : values) {
                mean += v / (double) values.length;
            }
            deviations = count + values.length > deviations.length
                    ? Arrays.copyOf(deviations, 2 * deviations.length + values.length)
                    : deviations;
            for (float v : values) {
                if (values.length > 1) {
                    deviations[count++] = (float) ((v - mean) * Math.sqrt(values.length / (values.length - 1.0)));
                }
            }
        }

        Optional<Scale> scale() {
            int effects = perEntity.values().stream().mapToInt(Map::size).sum();
            if (effects < LEAST_EFFECTS) {
                return Optional.empty();
            }
            shareOut();
            centre();
            double within = Robust.winsorizedSd(Arrays.copyOf(deviations, count), CLIP);
            double ofCalls = Math.PI / 2 * within * within * perCall(effects);
            double all = spread(effects);
            return Optional.of(
                    Double.isNaN(within)
                            ? new Scale(0, all, autocorrelation(effects))
                            : new Scale(within, Math.sqrt(Math.max(0, all * all - ofCalls)), autocorrelation(effects)));
        }

        /** Takes out what all entities share of a day, as is done when days are judged. */
        private void shareOut() {
            Map<Long, List<double[]>> perDay = new TreeMap<>();
            perEntity
                    .values()
                    .forEach(s -> s.forEach((day, v) ->
                            perDay.computeIfAbsent(day, d -> new ArrayList<>()).add(v)));
            perDay.values().forEach(day -> {
                float[] values = new float[day.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) day.get(i)[0];
                }
                double share = Robust.median(values);
                day.forEach(v -> v[0] -= share);
            });
        }

        /** Takes out what an entity always has. */
        private void centre() {
            for (TreeMap<Long, double[]> series : perEntity.values()) {
                double mean = series.values().stream()
                        .mapToDouble(v -> v[0])
                        .average()
                        .orElse(0);
                series.values().forEach(v -> v[0] -= mean);
            }
        }

        private double perCall(int effects) {
            return perEntity.values().stream()
                            .flatMap(s -> s.values().stream())
                            .mapToDouble(v -> 1 / v[1])
                            .sum()
                    / effects;
        }

        /** Standard deviation of the effects, for the days that the means have taken. */
        private double spread(int effects) {
            float[] values = new float[effects];
            int at = 0;
            for (TreeMap<Long, double[]> series : perEntity.values()) {
                double taken = Math.sqrt(series.size() / Math.max(1, series.size() - 1.0));
                for (double[] v : series.values()) {
                    values[at++] = (float) (v[0] * taken);
                }
            }
            return Robust.winsorizedSd(values, CLIP);
        }

        private double autocorrelation(int effects) {
            double products = 0;
            double squares = 0;
            double days = 0;
            for (TreeMap<Long, double[]> series : perEntity.values()) {
                days += series.size() * (double) series.size() / effects;
                for (Map.Entry<Long, double[]> e : series.entrySet()) {
                    double[] next = series.get(e.getKey() + 1);
                    products += next == null ? 0 : e.getValue()[0] * next[0];
                    squares += e.getValue()[0] * e.getValue()[0];
                }
            }
            double found = squares == 0 ? 0 : products / squares;
            // What means of so few days take off (Marriott and Pope 1954, Biometrika 41).
            return Math.clamp((found + 1 / days) / (1 - 3 / Math.max(4, days)), 0, LARGEST_AUTOCORRELATION);
        }
    }
}
