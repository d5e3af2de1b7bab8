package org.lineside.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Creep;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;
import org.lineside.drift.DriftChart.Alarm;
import org.lineside.numeric.Cusum;
import org.lineside.numeric.Robust;

/**
 * Tells from daily effects which cells and mobiles drift. What all of them share on a day, by its median, is weather, season
 * and leaves, and no drift of anybody.
 */
public final class DriftWatch {
    /** Entities that a day must have met for their share to be told. */
    static final int MIN_ENTITIES = 5;

    /** Days for which the charts of a whole network run, on the average, without a false alarm. */
    private static final double DAYS_PER_FALSE_ALARM = 365;

    /**
     * Noise is never believed less than this share of the smallest effect: the golden references are known no better, and
     * with k = δ / 2σ at most 2 the approximation of the run length holds.
     */
    private static final double LEAST_NOISE_SHARE = 0.25;

    /** Share of the smallest effect from which another channel belongs to the same drift. */
    private static final double SECOND_CHANNEL_SHARE = 0.5;

    private static final double SECOND_CHANNEL_Z = 4;

    /** Share of the present size at which a drift has grown. */
    private static final double GROWN_SHARE = 0.9;

    private static final int PRESENT_DAYS = 3;
    private static final long DAY_MS = 86_400_000L;

    private final DriftScales scales;
    private final Settings.MinEffect minEffect;
    private final Profile profile;
    private final int watched;
    private final String golden;

    /**
     * @param scales how much daily effects vary
     * @param minEffect the smallest effects that count
     * @param profile the radio technology
     * @param watched series of the whole network; they share one false alarm a year
     * @param golden name of the model that effects are held against
     */
    public DriftWatch(DriftScales scales, Settings.MinEffect minEffect, Profile profile, int watched, String golden) {
        this.scales = scales;
        this.minEffect = minEffect;
        this.profile = profile;
        this.watched = watched;
        this.golden = golden;
    }

    /** One series, day by day; effects are positive where there is more than expected. */
    private record Path(long[] day, double[] effect, double[] variance) {
        double[] signed(int sign) {
            double[] signed = effect.clone();
            for (int t = 0; t < signed.length; t++) {
                signed[t] *= sign;
            }
            return signed;
        }

        /** Weighted mean over days, and its weight. */
        double[] mean(long fromDay, long toDay) {
            double sum = 0;
            double weight = 0;
            for (int t = 0; t < day.length; t++) {
                if (day[t] >= fromDay && day[t] <= toDay) {
                    sum += effect[t] / variance[t];
                    weight += 1 / variance[t];
                }
            }
            return new double[] {weight == 0 ? 0 : sum / weight, weight};
        }
    }

    /** A shift of one series in days. */
    private record Found(
            Channel channel,
            long since,
            long grown,
            long last,
            long sound,
            int days,
            double likelihood,
            boolean counts) {
        boolean overlaps(Found other) {
            return since <= other.last && other.since <= last;
        }
    }

    /**
     * The drifts that hold, by entity and time.
     *
     * @param days daily effects, any order
     */
    public List<Creep> creeps(List<DayEffect> days) {
        Map<Scope, Map<String, Map<Channel, Path>>> paths = paths(days);
        List<Creep> creeps = new ArrayList<>();
        paths.forEach((scope, entities) -> entities.forEach((entity, channels) -> {
            List<Found> found = new ArrayList<>();
            channels.forEach((channel, path) -> found.addAll(found(scope, channel, path)));
            creeps.addAll(joined(scope, entity, channels, found));
        }));
        return List.copyOf(creeps);
    }

    private Map<Scope, Map<String, Map<Channel, Path>>> paths(List<DayEffect> days) {
        Map<Series, List<DayEffect>> perSeries = new TreeMap<>();
        for (DayEffect d : apart(days)) {
            if (scale(d.series()) != null) {
                perSeries.computeIfAbsent(d.series(), s -> new ArrayList<>()).add(d);
            }
        }
        Map<Scope, Map<String, Map<Channel, Path>>> paths = new TreeMap<>();
        perSeries.forEach((series, effects) -> paths.computeIfAbsent(series.scope(), s -> new TreeMap<>())
                .computeIfAbsent(series.entity(), e -> new TreeMap<>())
                .put(series.channel(), path(series, effects)));
        return paths;
    }

    /** Each effect apart from what the network shares that day; days that too few entities tell of are left out. */
    private static List<DayEffect> apart(List<DayEffect> days) {
        Map<DriftScales.Kind, Map<Long, List<DayEffect>>> groups = new TreeMap<>();
        days.stream()
                .sorted(Comparator.comparingLong(DayEffect::day).thenComparing(DayEffect::series))
                .forEach(d -> groups.computeIfAbsent(
                                new DriftScales.Kind(
                                        d.series().scope(), d.series().channel()),
                                k -> new TreeMap<>())
                        .computeIfAbsent(d.day(), k -> new ArrayList<>())
                        .add(d));
        List<DayEffect> apart = new ArrayList<>();
        groups.values()
                .forEach(perDay -> perDay.forEach((day, effects) -> {
                    float[] values = new float[effects.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) effects.get(i).effect();
                    }
                    double share = Robust.median(values);
                    for (DayEffect d : effects) {
                        if (values.length >= MIN_ENTITIES) {
                            apart.add(new DayEffect(day, d.series(), d.effect() - share, d.calls()));
                        }
                    }
                }));
        return apart;
    }

    private DriftScales.@Nullable Scale scale(Series series) {
        return scales.scales().get(new DriftScales.Kind(series.scope(), series.channel()));
    }

    private Path path(Series series, List<DayEffect> effects) {
        DriftScales.Scale scale = scale(series);
        double least = LEAST_NOISE_SHARE * smallest(series.channel());
        long[] day = new long[effects.size()];
        double[] effect = new double[day.length];
        double[] variance = new double[day.length];
        for (int t = 0; t < day.length; t++) {
            DayEffect d = effects.get(t);
            day[t] = d.day();
            effect[t] = d.effect();
            variance[t] = Math.max(least * least, scale == null ? 0 : scale.variance(d.calls()));
        }
        return new Path(day, effect, variance);
    }

    private double smallest(Channel channel) {
        return profile.indicator(channel).map(i -> MinEffects.of(minEffect, i)).orElse(Double.POSITIVE_INFINITY);
    }

    /** Directions that mean harm; a timing advance has no good one, but a mobile has no clock of its own. */
    private List<Integer> harmful(Scope scope, Channel channel) {
        return switch (channel) {
            case LEVEL_DL, LEVEL_UL, SINR_DL -> List.of(-1);
            case QUALITY_DL, QUALITY_UL ->
                List.of(
                        profile.indicator(channel)
                                        .map(Profile.Indicator::higherIsBetter)
                                        .orElse(false)
                                ? -1
                                : 1);
            case TIMING_ADVANCE -> scope == Scope.CELL ? List.of(-1, 1) : List.of();
        };
    }

    private List<Found> found(Scope scope, Channel channel, Path path) {
        List<Found> found = new ArrayList<>();
        for (int sign : harmful(scope, channel)) {
            double[] effect = path.signed(sign);
            double shift = smallest(channel);
            DriftChart chart = new DriftChart(shift, limit(shift, path), effect, path.variance());
            for (Alarm a : chart.alarms()) {
                int grown = a.since();
                while (grown < a.last() && chart.present(grown) < GROWN_SHARE * chart.lately(a.last())) {
                    grown++;
                }
                found.add(new Found(
                        channel,
                        path.day()[a.since()],
                        path.day()[grown],
                        path.day()[a.last()],
                        a.sound() < 0 || a.sound() >= path.day().length ? Long.MIN_VALUE : path.day()[a.sound()],
                        a.last() - a.since() + 1,
                        a.likelihood(),
                        a.counts()));
            }
        }
        return found;
    }

    /** The log-likelihood ratio at which a false alarm of any of the network's charts comes once a year. */
    private double limit(double shift, Path path) {
        double[] variance = path.variance().clone();
        Arrays.sort(variance);
        double reference = shift / (2 * Math.sqrt(variance[variance.length / 2]));
        return 2 * reference * Cusum.limit(reference, DAYS_PER_FALSE_ALARM * watched);
    }

    /** Channels that drift at the same time are one drift. */
    private List<Creep> joined(Scope scope, String entity, Map<Channel, Path> channels, List<Found> found) {
        List<List<Found>> groups = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingLong(Found::since).thenComparing(Found::channel))
                .forEach(f -> {
                    if (!groups.isEmpty() && groups.getLast().stream().anyMatch(f::overlaps)) {
                        groups.getLast().add(f);
                    } else {
                        groups.add(new ArrayList<>(List.of(f)));
                    }
                });
        return groups.stream().map(g -> creep(scope, entity, channels, g)).toList();
    }

    private Creep creep(Scope scope, String entity, Map<Channel, Path> channels, List<Found> group) {
        long since = group.stream().mapToLong(Found::since).min().orElseThrow();
        long last = group.stream().mapToLong(Found::last).max().orElseThrow();
        Found main = group.stream()
                .max(Comparator.comparingDouble(f -> deviance(lately(channels, f.channel(), last))))
                .orElseThrow();
        boolean gone = group.stream().allMatch(f -> f.sound() != Long.MIN_VALUE);
        long sound = group.stream().mapToLong(Found::sound).max().orElseThrow();
        return new Creep(
                scope,
                entity,
                effects(scope, channels, group, last),
                main.channel(),
                since * DAY_MS,
                Math.max(main.grown(), since) * DAY_MS,
                (last + 1) * DAY_MS,
                gone ? Long.valueOf(sound * DAY_MS) : null,
                main.days(),
                main.likelihood(),
                group.stream().anyMatch(Found::counts),
                golden);
    }

    private float[] effects(Scope scope, Map<Channel, Path> channels, List<Found> group, long last) {
        float[] effects = new float[Channel.values().length];
        for (Channel channel : channels.keySet()) {
            double[] mean = lately(channels, channel, last);
            boolean own = group.stream().anyMatch(f -> f.channel() == channel);
            if (own || joins(scope, channel, mean)) {
                effects[channel.ordinal()] = (float) mean[0];
            }
        }
        return effects;
    }

    /** Mean over the last days that show it, and its weight. */
    private static double[] lately(Map<Channel, Path> channels, Channel channel, long last) {
        Path path = channels.get(channel);
        return path == null ? new double[2] : path.mean(last - PRESENT_DAYS + 1, last);
    }

    private static double deviance(double[] mean) {
        return mean[0] * mean[0] * mean[1];
    }

    /** Whether a channel whose own chart is silent is shifted as well, in a direction that means harm. */
    private boolean joins(Scope scope, Channel channel, double[] mean) {
        double size = Math.abs(mean[0]);
        return harmful(scope, channel).contains((int) Math.signum(mean[0]))
                && size >= SECOND_CHANNEL_SHARE * smallest(channel)
                && size * Math.sqrt(mean[1]) >= SECOND_CHANNEL_Z;
    }
}
