package org.lineside.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.EffectSeries.Estimate;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Channel;

/**
 * Finds the stretch of calls in which an entity most likely shifts a channel: the maximum-sum segment of the log-likelihood
 * ratios of its calls (a generalised CUSUM, Page 1954), each of which counts for so much and no more.
 */
final class ShiftScan {
    /** Stretches of track are many: by length and direction some 50 times as many as other entities, ln 50 ≈ 4. */
    static final double LOG_SECTIONS = 4;

    private static final double SECTION_THRESHOLD = Hypotheses.THRESHOLD + LOG_SECTIONS;

    /** One call may say so much of a mobile or train, or for the soundness of anything, and no more: two must agree. */
    private static final double CALL_CAP = 9;

    /**
     * Quality comes in bursts, a call laid on the wrong place shifts its timing, and the balance of the links is so precise
     * that its rare outliers would prove anything: of a mobile or train three calls at least must agree.
     */
    private static final double THREE_CALLS_CAP = 6;

    /** A mobile is met in many cells by one call: that is many tests, not one. */
    private static final double MOBILE_CALL_CAP = 17;

    private static final int MOBILE_CAP_CELLS = EffectSums.MOST_CELLS;

    /** A fault that comes and goes is more than one: so much speaks for soundness between them. */
    private static final double GONE = 3 * Hypotheses.THRESHOLD;

    /** Per call: its start, epoch milliseconds, and its train by a number: strings are slow to compare. */
    private final long[] startMs;

    private final int[] train;
    private final HarmfulEffects harmful;
    private final List<Shift> shifts;
    private final Priors priors;
    /** Per kind and shift: what the ratio of one call counts for, see {@link GainBeliefs#beliefs}. */
    private final double[][][] beliefs;

    /**
     * @param calls the calls by time
     * @param learned how far one call may be believed
     * @param harmful what counts
     * @param priors what operators confirmed
     */
    ShiftScan(List<CallEvidence> calls, GainBeliefs learned, HarmfulEffects harmful, Priors priors) {
        this.startMs = calls.stream().mapToLong(CallEvidence::startMs).toArray();
        this.train = trains(calls);
        this.harmful = harmful;
        this.shifts = harmful.shifts();
        this.priors = priors;
        this.beliefs = beliefs(learned, shifts.size());
    }

    private static int[] trains(List<CallEvidence> calls) {
        Map<String, Integer> numbers = new HashMap<>();
        return calls.stream()
                .map(CallEvidence::trainNumber)
                .mapToInt(t -> t == null ? RunOfOneTrain.UNKNOWN : numbers.computeIfAbsent(t, k -> numbers.size()))
                .toArray();
    }

    private static double[][][] beliefs(GainBeliefs learned, int shifts) {
        double[][][] beliefs = new double[Kind.values().length][shifts][];
        for (Kind kind : Kind.values()) {
            int overlap = kind == Kind.SECTION ? 2 * Grouping.MAX_SECTION_ZONES : 1;
            for (int s = 0; s < shifts; s++) {
                beliefs[kind.ordinal()][s] = learned.beliefs(kind.ordinal(), s, overlap);
            }
        }
        return beliefs;
    }

    /** Calls {@code from} to {@code to} (exclusive) of a series, and the log-likelihood ratio of a shift in them. */
    private record Segment(double likelihood, int from, int to) {}

    /** What an entity is to blame for most, null where no shift stands. */
    @Nullable
    Blame best(Group group, EffectSeries series) {
        Blame best = null;
        for (int s = 0; s < shifts.size(); s++) {
            if (possible(group.kind, shifts.get(s))) {
                Blame blame = scan(group, series, s);
                if (blame != null && (best == null || blame.deviance() > best.deviance())) {
                    best = blame;
                }
            }
        }
        return best;
    }

    /** Notes how strongly the only call of a series speaks for each shift of an entity. */
    void note(Group group, EffectSeries series, GainBeliefs gains) {
        for (int s = 0; s < shifts.size(); s++) {
            Shift shift = shifts.get(s);
            if (possible(group.kind, shift)) {
                Estimate seen = series.estimate(shift);
                if (!Double.isNaN(seen.size()[0])) {
                    gains.add(group.kind.ordinal(), s, gain(shift, seen, 0));
                }
            }
        }
    }

    /**
     * Shifts that an entity can cause. What stands beside the track weakens both links alike, and so does what a kind of
     * terminal makes of one cell; one link by itself is lost by a radio: the cell's or the mobile's.
     */
    private boolean possible(Kind kind, Shift shift) {
        boolean links = shift.channels().size() > 1 || harmful.min(Channel.LEVEL_UL) == Double.MAX_VALUE;
        return switch (shift.first()) {
            case LEVEL_DL, LEVEL_UL ->
                switch (kind) {
                    case MOBILE, CELL -> true;
                    case SECTION, MODEL_AT_CELL -> links;
                    case TRAIN -> false;
                };
            case QUALITY_DL, QUALITY_UL, SINR_DL -> true;
            case TIMING_ADVANCE -> kind == Kind.CELL;
        };
    }

    private @Nullable Blame scan(Group group, EffectSeries series, int s) {
        Shift shift = shifts.get(s);
        Estimate seen = series.estimate(shift);
        Segment most = mostLikely(group.kind, series, s, seen);
        double threshold = group.kind == Kind.SECTION ? SECTION_THRESHOLD : Hypotheses.THRESHOLD;
        if (most.likelihood() < threshold - priors.most()) {
            return null;
        }
        Blame blame = new Suspicion(harmful, group, series, shift, seen, k -> chance(group.kind, s, seen, k))
                .blame(most.likelihood(), most.from(), most.to());
        return blame == null || most.likelihood() >= threshold || most.likelihood() >= threshold - priors.of(blame)
                ? blame
                : null;
    }

    private Segment mostLikely(Kind kind, EffectSeries series, int s, Estimate seen) {
        RunOfOneTrain run = new RunOfOneTrain(kind);
        double sum = 0;
        int start = 0;
        double peak = 0;
        double most = 0;
        int from = 0;
        int to = 0;
        for (int k = 0; k < series.size(); k++) {
            if (Double.isNaN(seen.size()[k])) {
                continue;
            }
            double gain = gain(shifts.get(s), seen, k);
            int call = series.call(k);
            sum += run.newly(train[call], startMs[call], believed(kind, series, s, k, gain));
            if (sum <= 0 || sum < peak - GONE) {
                sum = 0;
                peak = 0;
                start = k + 1;
            }
            peak = Math.max(peak, sum);
            if (sum > most) {
                most = sum;
                from = start;
                to = k + 1;
            }
        }
        return new Segment(most, from, to);
    }

    /** How often a sound call shows as much, as the history tells. */
    private double chance(Kind kind, int s, Estimate seen, int k) {
        return Math.exp(-beliefs[kind.ordinal()][s][GainBeliefs.step(gain(shifts.get(s), seen, k))]);
    }

    /** Log-likelihood ratio of one call for a shift of the smallest effect that counts against none. */
    private double gain(Shift shift, Estimate seen, int k) {
        double design = harmful.min(shift.first());
        return design * seen.weight()[k] * (seen.size()[k] - design / 2);
    }

    /** What it counts for: outliers are part of every network. */
    private double believed(Kind kind, EffectSeries series, int s, int k, double gain) {
        if (gain <= 0) {
            return Math.max(-CALL_CAP, gain);
        }
        if (kind == Kind.MOBILE || kind == Kind.TRAIN) {
            boolean wide = series.cells(k) >= MOBILE_CAP_CELLS;
            double cap = shifts.get(s).channels().size() > 1 ? CALL_CAP : THREE_CALLS_CAP;
            return Math.min(gain, wide ? MOBILE_CALL_CAP : cap);
        }
        return Math.min(gain, beliefs[kind.ordinal()][s][GainBeliefs.step(gain)]);
    }
}
