package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.EffectSeries.Estimate;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.calls.Channel;

/**
 * A shift of one entity that its calls make likely, looked at closely: from which call to which it shows, whether it is
 * large and unusual enough to be blamed, and what other channels are shifted with it.
 */
final class Suspicion {
    /**
     * Log-likelihood ratio that says a stretch of calls shows something more often than the entity's other calls: odds of 1000
     * to 1. Some places are bad in every third call, by where a train happens to change cells: five of those in a row are
     * no fault. And there are many places, see {@link ShiftScan#LOG_SECTIONS}.
     */
    private static final double UNUSUAL = Math.log(1000);

    /** Share of sound calls that show a shift, as far as the entity's other calls don't tell, and their weight in calls. */
    private static final double SHOWING_RATE = 0.002;

    private static final double PRIOR_CALLS = 5;

    /**
     * Share of the smallest effect that counts which the mean over all calls must reach where it is of quality, which saturates,
     * or of timing, which is told in whole symbols and never below 0.
     */
    private static final double COARSE_SHARE = 0.8;

    private static final double SECOND_CHANNEL_SHARE = 0.5;
    private static final double SECOND_CHANNEL_Z = 4;
    private static final Channel[] CHANNELS = Channel.values();

    private final HarmfulEffects harmful;
    private final Group group;
    private final EffectSeries series;
    private final Shift shift;
    private final Estimate seen;
    private final IntToDoubleFunction chance;

    /**
     * @param harmful what counts
     * @param group the entity
     * @param series its effects call by call
     * @param shift the shift
     * @param seen what each call says of it
     * @param chance by call of the series: how often a sound call shows as much there, 0..1
     */
    Suspicion(
            HarmfulEffects harmful,
            Group group,
            EffectSeries series,
            Shift shift,
            Estimate seen,
            IntToDoubleFunction chance) {
        this.harmful = harmful;
        this.group = group;
        this.series = series;
        this.shift = shift;
        this.seen = seen;
        this.chance = chance;
    }

    /** Mean shift per channel, 0 where a channel is not affected, and the channel that shows most of it. */
    private record Effects(float[] mean, Channel strongest) {}

    /** The calls of a stretch that show the shift, those that could have, and the later ones, by their indices. */
    private record Calls(
            List<Integer> affected, Map<Integer, Double> chance, List<Integer> observed, List<Integer> after) {}

    /**
     * The blame from the first call that shows the fault to the last one, null where it doesn't stand. A segment weighed by
     * the smallest effect that counts reaches beyond a large fault: a call that is a little weak, among sound ones behind
     * it, seems to prolong it.
     *
     * @param likelihood log-likelihood ratio of the segment
     * @param from the first call of the segment in the series
     * @param to the call behind its last one
     */
    @Nullable
    Blame blame(double likelihood, int from, int to) {
        double least = showing(from, to, seen.mean(from, to) / 2) / 2;
        int first = from;
        while (first < to - 1 && !(seen.size()[first] >= least)) {
            first++;
        }
        int last = to - 1;
        while (last > first && !(seen.size()[last] >= least)) {
            last--;
        }
        return shown(likelihood, first, last + 1);
    }

    private @Nullable Blame shown(double likelihood, int from, int to) {
        double size = seen.mean(from, to);
        if (!isLarge(size, from, to)) {
            return null;
        }
        double least = showing(from, to, size / 2) / 2;
        if (unusual(from, to, least) < leastUnusual()) {
            return null;
        }
        double deviance = size * size * seen.weight(from, to);
        Effects effects = effects(size, deviance, from, to);
        Calls calls = calls(least, from, to);
        return new Blame(
                group.kind,
                group.key,
                group.rows(series.call(from), series.call(to - 1)),
                effects.mean(),
                effects.strongest(),
                likelihood,
                deviance,
                calls.affected(),
                calls.chance(),
                calls.observed(),
                calls.after());
    }

    /**
     * Mean size among the calls that show at least {@code least}: the mean over all is held down by calls that a fault did
     * not reach, and would take a weak call before it for its beginning.
     */
    private double showing(int from, int to, double least) {
        return IntStream.range(from, to)
                .mapToDouble(k -> seen.size()[k])
                .filter(v -> v >= least)
                .average()
                .orElse(2 * least);
    }

    private boolean isLarge(double size, int from, int to) {
        if (size < (shift.first().isLevel() ? 1 : COARSE_SHARE) * harmful.min(shift.first())) {
            return false;
        }
        double shown = 0;
        for (Channel own : shift.channels()) {
            double alone = shift.sign() * series.alone(own).mean(from, to);
            // A link that stands out of the balance only because the other one rose has lost nothing.
            if (alone < size / 2) {
                return false;
            }
            shown = Math.max(shown, alone);
        }
        // What both links together make likely must be seen on one of them at least.
        return !(shift.channels().size() > 1 && shown < harmful.min(shift.first()));
    }

    private Effects effects(double size, double deviance, int from, int to) {
        float[] effects = new float[CHANNELS.length];
        Channel strongest = shift.first();
        double most = deviance;
        for (Channel channel : CHANNELS) {
            Estimate alone = series.alone(channel);
            double mean = alone.mean(from, to);
            double weight = alone.weight(from, to);
            if (shift.channels().equals(List.of(channel))) {
                effects[channel.ordinal()] = (float) (shift.sign() * size);
            } else if (shift.shifts(channel)) {
                effects[channel.ordinal()] = mean < 0 ? (float) mean : 0;
            } else if (joins(channel, mean, weight)) {
                effects[channel.ordinal()] = (float) mean;
                strongest = mean * mean * weight > most ? channel : strongest;
                most = Math.max(most, mean * mean * weight);
            }
        }
        return new Effects(effects, strongest);
    }

    /** Whether a channel that a shift leaves alone is shifted as well; a level that rises means no harm. */
    private boolean joins(Channel channel, double mean, double weight) {
        return Math.abs(mean) >= SECOND_CHANNEL_SHARE * harmful.min(channel)
                && Math.abs(mean) * Math.sqrt(weight) >= SECOND_CHANNEL_Z
                && !(channel.isLevel() && mean > 0);
    }

    private Calls calls(double least, int from, int to) {
        Calls calls = new Calls(new ArrayList<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        for (int k = from; k < series.size(); k++) {
            if (!Double.isNaN(seen.size()[k])) {
                (k < to ? calls.observed() : calls.after()).add(series.call(k));
                if (k < to) {
                    calls.chance().put(series.call(k), chance.applyAsDouble(k));
                }
                if (k < to && seen.size()[k] >= least) {
                    calls.affected().add(series.call(k));
                }
            }
        }
        return calls;
    }

    /** It is levels that are low at many a place by chance; an interferer there comes back day by day. */
    private double leastUnusual() {
        boolean level = group.kind == Hypotheses.Kind.SECTION && shift.first().isLevel();
        return level ? UNUSUAL + ShiftScan.LOG_SECTIONS : UNUSUAL;
    }

    /** How much more often calls show at least so much in a stretch than outside of it: a ratio of binomial log-likelihoods. */
    private double unusual(int from, int to, double least) {
        double[] size = seen.size();
        int[] shown = new int[2];
        int[] known = new int[2];
        for (int k = 0; k < size.length; k++) {
            if (!Double.isNaN(size[k])) {
                int side = k >= from && k < to ? 0 : 1;
                known[side]++;
                shown[side] += size[k] >= least ? 1 : 0;
            }
        }
        double own = (double) shown[0] / known[0];
        double usual = (shown[1] + PRIOR_CALLS * SHOWING_RATE) / (known[1] + PRIOR_CALLS);
        double missed = own == 1 ? 0 : (known[0] - shown[0]) * Math.log((1 - own) / (1 - usual));
        return own <= usual ? 0 : shown[0] * Math.log(own / usual) + missed;
    }
}
