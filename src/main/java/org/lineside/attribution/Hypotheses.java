package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.EffectSeries.Estimate;
import org.lineside.calls.Channel;

/**
 * Weighs who is to blame for shifted levels, qualities and timing. Every mobile, cell, stretch of track, train and pair
 * of mobile model and cell is a hypothesis: "from one call to another, this entity shifts this channel". For each, the
 * log-likelihood ratio of a shift of the smallest effect that counts against none is summed call by call; its
 * maximum-sum segment (a generalised CUSUM, Page 1954) says when. Of those beyond the threshold the one that explains
 * most deviance is taken, its effect is subtracted from all it touches, and the others are weighed anew: what a fault
 * predicts elsewhere is no second fault.
 */
final class Hypotheses {
    /** Places where a cell must have been expected before its absence counts. */
    static final int MIN_EXPECTED_PLACES = 4;

    /**
     * Log-likelihood ratio beyond which a hypothesis holds. With some 200 entities × 6 channels × 200 calls a day a
     * sound network passes ln(2.4e5 / 0.02) ≈ 16 once in 50 days.
     */
    static final double THRESHOLD = 16;

    /** Sections overlap each other and feel every error of the alignment: more of them pass by chance. */
    private static final double SECTION_THRESHOLD = 24;

    /** One call may say so much of a mobile or train, or for the soundness of anything, and no more: two must agree. */
    private static final double CALL_CAP = 9;

    /**
     * Quality comes in bursts, a call laid on the wrong place shifts its timing, and the balance of the links is so precise
     * that its rare outliers would prove anything: of a mobile or train three calls at least must agree.
     */
    private static final double THREE_CALLS_CAP = 6;

    /** Calls of one train within this time met what they met together. */
    private static final long SAME_RUN_MS = 2 * 3_600_000L;

    /** A mobile is met in many cells by one call: that is many tests, not one. */
    private static final double MOBILE_CALL_CAP = 17;

    /** A fault that comes and goes is more than one: so much speaks for soundness between them. */
    private static final double GONE = 3 * THRESHOLD;

    /**
     * Log-likelihood ratio that says a stretch of calls shows something more often than the entity's other calls: odds of 1000
     * to 1. Some places are bad in every third call, by where a train happens to change cells: five of those in a row are
     * no fault.
     */
    private static final double UNUSUAL = Math.log(1000);

    /** Share of sound calls that show a shift, as far as the entity's other calls don't tell, and their weight in calls. */
    private static final double SHOWING_RATE = 0.002;

    private static final double PRIOR_CALLS = 5;

    private static final int MOBILE_CAP_CELLS = 4;
    private static final int MAX_SECTION_ZONES = 6;
    private static final int MAX_INCIDENTS = 200;
    /** Share of the smallest effect that counts which the mean quality over all calls must reach: it saturates. */
    private static final double QUALITY_SHARE = 0.8;

    private static final double SECOND_CHANNEL_SHARE = 0.5;
    private static final double SECOND_CHANNEL_Z = 4;
    /** Above the highest coverage class of EIRENE (SRS 3.2.2: −92 dBm for level 2/3 above 220 km/h) with a margin for fading. */
    private static final double PLENTY_DBM = -85;

    private static final Channel[] CHANNELS = Channel.values();

    private final List<CallEvidence> calls;
    private final EffectScales scales;
    private final HarmfulEffects harmful;
    private final List<Shift> shifts;
    /** Per kind and shift: what the ratio of one call counts for, see {@link GainBeliefs#beliefs}. */
    private final double[][][] beliefs;

    private final Muting muting;
    private final Priors priors;
    private final List<Row> rows = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private int epoch = 1;

    /** An atom of a call with what is left of its effects. */
    static final class Row {
        final int call;
        final Atom atom;
        final float[] left;
        private int changed;

        Row(int call, Atom atom) {
            this.call = call;
            this.atom = atom;
            this.left = atom.effect().clone();
        }
    }

    /** Kind of a hypothesis; breaks ties from the more to the less specific. */
    enum Kind {
        MOBILE,
        CELL,
        SECTION,
        TRAIN,
        MODEL_AT_CELL
    }

    private static final class Group {
        private final Kind kind;
        private final String key;
        private final List<Row> rows;
        private int weighed;
        private @Nullable Blame best;

        Group(Kind kind, String key, List<Row> rows) {
            this.kind = kind;
            this.key = key;
            this.rows = rows;
        }
    }

    /**
     * A hypothesis that holds.
     *
     * @param kind what kind of entity
     * @param key the entity: cell id, mobile id, {@code line|from zone|to zone|direction}, train number,
     *     {@code model|cell id}
     * @param rows the atoms of the entity in the calls of its time
     * @param effects mean shift per channel; 0 where the channel is not affected
     * @param strongest the channel that shows most of it
     * @param likelihood capped log-likelihood ratio
     * @param deviance deviance explained by the shift itself, what joins it left out: a second channel that reaches
     *     further must not widen the place
     * @param affected indices of the calls that show it
     * @param observed indices of the calls that could have shown it in its time
     * @param after indices of the later calls that met the entity
     */
    record Blame(
            Kind kind,
            String key,
            List<Row> rows,
            float[] effects,
            Channel strongest,
            double likelihood,
            double deviance,
            List<Integer> affected,
            List<Integer> observed,
            List<Integer> after) {}

    Hypotheses(List<CallEvidence> calls, EffectScales scales, HarmfulEffects harmful, Muting muting, Priors priors) {
        this.calls = calls;
        this.scales = scales;
        this.harmful = harmful;
        this.shifts = harmful.shifts();
        this.beliefs = beliefs(scales.beliefs(), shifts.size());
        this.muting = muting;
        this.priors = priors;
        for (int c = 0; c < calls.size(); c++) {
            for (Atom atom : calls.get(c).atoms()) {
                rows.add(new Row(c, atom));
            }
        }
        subtractSurroundings();
        muting.subtractFrom(rows);
        group();
    }

    private static double[][][] beliefs(GainBeliefs learned, int shifts) {
        double[][][] beliefs = new double[Kind.values().length][shifts][];
        for (Kind kind : Kind.values()) {
            int overlap = kind == Kind.SECTION ? 2 * MAX_SECTION_ZONES : 1;
            for (int s = 0; s < shifts; s++) {
                beliefs[kind.ordinal()][s] = learned.beliefs(kind.ordinal(), s, overlap);
            }
        }
        return beliefs;
    }

    /** How strongly one sound call of the history speaks against each entity that it met. */
    static GainBeliefs gains(CallEvidence call, EffectScales scales, HarmfulEffects harmful) {
        List<CallEvidence> one = List.of(call);
        Muting nothing = new Muting(List.of(), one, scales, harmful.min(), harmful.profile());
        Hypotheses alone = new Hypotheses(one, scales, harmful, nothing, Priors.NONE);
        GainBeliefs gains = GainBeliefs.none(Kind.values().length, alone.shifts.size());
        for (Group group : alone.groups) {
            EffectSeries series = EffectSeries.of(group.rows, scales);
            for (int s = 0; s < alone.shifts.size(); s++) {
                Shift shift = alone.shifts.get(s);
                if (alone.possible(group.kind, shift)) {
                    Estimate seen = series.estimate(shift);
                    if (!Double.isNaN(seen.size()[0])) {
                        gains.add(group.kind.ordinal(), s, alone.gain(shift, seen, 0));
                    }
                }
            }
        }
        return gains;
    }

    private static final long SURROUNDING_MS = 3 * 3_600_000L;
    private static final int MIN_SURROUNDING_CALLS = 5;

    /**
     * Weather comes faster than the calls before can tell. Looking back, the calls around a call tell it: what most of
     * them share is the network's, not an entity's.
     */
    private void subtractSurroundings() {
        List<List<Row>> perCall = new ArrayList<>();
        calls.forEach(c -> perCall.add(new ArrayList<>()));
        for (Row row : rows) {
            if (row.atom.zone() >= 0) {
                perCall.get(row.call).add(row);
            }
        }
        for (int c : new int[] {Channel.LEVEL_DL.ordinal(), Channel.LEVEL_UL.ordinal()}) {
            double[] mean = perCall.stream()
                    .mapToDouble(list -> list.stream()
                            .mapToDouble(r -> r.left[c])
                            .filter(v -> !Double.isNaN(v))
                            .average()
                            .orElse(Double.NaN))
                    .toArray();
            double[] shift = new double[calls.size()];
            for (int k = 0; k < shift.length; k++) {
                shift[k] = surroundings(mean, k);
            }
            rows.forEach(r -> r.left[c] -= (float) shift[r.call]);
        }
    }

    private double surroundings(double[] mean, int call) {
        CallEvidence own = calls.get(call);
        int from = call;
        while (from > 0 && calls.get(from - 1).startMs() >= own.startMs() - SURROUNDING_MS) {
            from--;
        }
        int to = call + 1;
        while (to < calls.size() && calls.get(to).startMs() <= own.startMs() + SURROUNDING_MS) {
            to++;
        }
        double[] others = IntStream.range(from, to)
                .filter(k -> !calls.get(k).mobileId().equals(own.mobileId()) && !Double.isNaN(mean[k]))
                .mapToDouble(k -> mean[k])
                .sorted()
                .toArray();
        return others.length < MIN_SURROUNDING_CALLS ? 0 : others[others.length / 2];
    }

    private void group() {
        Map<String, List<Row>> mobiles = new TreeMap<>();
        Map<String, List<Row>> cells = new TreeMap<>();
        Map<String, List<Row>> trains = new TreeMap<>();
        Map<String, List<Row>> models = new TreeMap<>();
        Map<String, NavigableMap<Integer, List<Row>>> tracks = new TreeMap<>();
        for (Row row : rows) {
            CallEvidence call = calls.get(row.call);
            cells.computeIfAbsent(row.atom.cell(), k -> new ArrayList<>()).add(row);
            if (row.atom.zone() < 0) {
                continue;
            }
            mobiles.computeIfAbsent(call.mobileId(), k -> new ArrayList<>()).add(row);
            if (call.trainNumber() != null) {
                trains.computeIfAbsent(call.trainNumber(), k -> new ArrayList<>())
                        .add(row);
            }
            if (call.mobileModel() != null) {
                models.computeIfAbsent(call.mobileModel() + "|" + row.atom.cell(), k -> new ArrayList<>())
                        .add(row);
            }
            for (String track : List.of(row.atom.line() + "|0", row.atom.line() + "|" + row.atom.direction())) {
                tracks.computeIfAbsent(track, k -> new TreeMap<>())
                        .computeIfAbsent(row.atom.zone(), k -> new ArrayList<>())
                        .add(row);
            }
        }
        mobiles.forEach((k, r) -> groups.add(new Group(Kind.MOBILE, k, r)));
        cells.forEach((k, r) -> groups.add(new Group(Kind.CELL, k, r)));
        trains.forEach((k, r) -> groups.add(new Group(Kind.TRAIN, k, r)));
        models.forEach((k, r) -> groups.add(new Group(Kind.MODEL_AT_CELL, k, r)));
        tracks.forEach(this::sections);
    }

    private void sections(String track, NavigableMap<Integer, List<Row>> zones) {
        String line = track.substring(0, track.lastIndexOf('|'));
        String direction = track.substring(track.lastIndexOf('|') + 1);
        for (int from : zones.keySet()) {
            List<Row> run = new ArrayList<>();
            for (int to = from; to < from + MAX_SECTION_ZONES && zones.containsKey(to); to++) {
                run.addAll(zones.getOrDefault(to, List.of()));
                List<Row> sorted = new ArrayList<>(run);
                sorted.sort(Comparator.comparingInt(r -> r.call));
                groups.add(new Group(Kind.SECTION, line + "|" + from + "|" + to + "|" + direction, sorted));
            }
        }
    }

    /**
     * A hypothesis that holds, and the best of each other kind that would have explained some of the same calls.
     *
     * @param blame the hypothesis
     * @param alternatives the others, the one that explains most first
     */
    record Settled(Blame blame, List<Blame> alternatives) {}

    /** All hypotheses that hold, the one that explains most first. */
    List<Settled> settle() {
        List<Settled> settled = new ArrayList<>();
        while (settled.size() < MAX_INCIDENTS) {
            Blame best = null;
            for (Group group : groups) {
                Blame blame = weigh(group);
                if (blame != null && (best == null || blame.deviance() > best.deviance())) {
                    best = blame;
                }
            }
            if (best == null) {
                return settled;
            }
            settled.add(new Settled(muting.whole(best), alternatives(best)));
            subtract(best);
        }
        return settled;
    }

    private List<Blame> alternatives(Blame chosen) {
        Map<Kind, Blame> perKind = new EnumMap<>(Kind.class);
        for (Group group : groups) {
            Blame other = group.best;
            if (other != null && other.kind() != chosen.kind() && sharesCalls(chosen, other)) {
                perKind.merge(other.kind(), other, (a, b) -> b.deviance() > a.deviance() ? b : a);
            }
        }
        return perKind.values().stream()
                .sorted(Comparator.comparingDouble(b -> -b.deviance()))
                .toList();
    }

    private static boolean sharesCalls(Blame a, Blame b) {
        return b.affected().stream().anyMatch(a.affected()::contains);
    }

    private @Nullable Blame weigh(Group group) {
        boolean stale = group.weighed == 0;
        for (Row row : group.rows) {
            stale |= row.changed > group.weighed;
        }
        if (stale) {
            group.best = null;
            EffectSeries series = EffectSeries.of(group.rows, scales);
            for (int s = 0; s < shifts.size(); s++) {
                if (possible(group.kind, shifts.get(s))) {
                    Blame blame = scan(group, series, s);
                    if (blame != null && (group.best == null || blame.deviance() > group.best.deviance())) {
                        group.best = blame;
                    }
                }
            }
            group.weighed = epoch;
        }
        return group.best;
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

    /** Log-likelihood ratio of one call for a shift of the smallest effect that counts against none. */
    private double gain(Shift shift, Estimate seen, int k) {
        double design = harmful.min(shift.first());
        return design * seen.weight()[k] * (seen.size()[k] - design / 2);
    }

    /** What it counts for: outliers are part of every network. */
    private double believed(Group group, EffectSeries series, int s, int k, double gain) {
        if (gain <= 0) {
            return Math.max(-CALL_CAP, gain);
        }
        if (group.kind == Kind.MOBILE || group.kind == Kind.TRAIN) {
            boolean wide = series.cells(k) >= MOBILE_CAP_CELLS;
            double cap = shifts.get(s).channels().size() > 1 ? CALL_CAP : THREE_CALLS_CAP;
            return Math.min(gain, wide ? MOBILE_CALL_CAP : cap);
        }
        return Math.min(gain, beliefs[group.kind.ordinal()][s][GainBeliefs.step(gain)]);
    }

    private @Nullable Blame scan(Group group, EffectSeries series, int s) {
        Shift shift = shifts.get(s);
        Estimate seen = series.estimate(shift);
        RunOfOneTrain run = new RunOfOneTrain(group.kind);
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
            sum += run.newly(calls.get(series.call(k)), believed(group, series, s, k, gain(shift, seen, k)));
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
        double threshold = group.kind == Kind.SECTION ? SECTION_THRESHOLD : THRESHOLD;
        if (most < threshold - priors.most()) {
            return null;
        }
        Blame blame = shown(group, series, shift, seen, most, from, to);
        return blame == null || most >= threshold || most >= threshold - priors.of(blame) ? blame : null;
    }

    /**
     * Parallel calls of one train share what happens to the train, and its errors: together they count for the strongest of
     * them against a cell or a place. What a mobile or train itself shows, it shows in each.
     */
    private static final class RunOfOneTrain {
        private final boolean applies;
        private @Nullable CallEvidence last;
        private double counted;

        RunOfOneTrain(Kind kind) {
            applies = kind != Kind.MOBILE && kind != Kind.TRAIN;
        }

        /** What a call adds to what the calls before it said. */
        double newly(CallEvidence call, double gain) {
            boolean together = applies
                    && last != null
                    && call.trainNumber() != null
                    && call.trainNumber().equals(last.trainNumber())
                    && call.startMs() - last.startMs() <= SAME_RUN_MS;
            double added = together && gain > 0 && counted > 0 ? Math.max(0, gain - counted) : gain;
            counted = together ? Math.max(counted, gain) : gain;
            last = call;
            return added;
        }
    }

    /**
     * The blame from the first call that shows the fault to the last one. A segment weighed by the smallest effect that
     * counts reaches beyond a large fault: a call that is a little weak, among sound ones behind it, seems to prolong it.
     */
    private @Nullable Blame shown(
            Group group, EffectSeries series, Shift shift, Estimate seen, double likelihood, int from, int to) {
        double least = showing(seen.size(), from, to, seen.mean(from, to) / 2) / 2;
        int first = from;
        while (first < to - 1 && !(seen.size()[first] >= least)) {
            first++;
        }
        int last = to - 1;
        while (last > first && !(seen.size()[last] >= least)) {
            last--;
        }
        return blame(group, series, shift, seen, likelihood, first, last + 1);
    }

    private @Nullable Blame blame(
            Group group, EffectSeries series, Shift shift, Estimate seen, double likelihood, int from, int to) {
        double size = seen.mean(from, to);
        if (size < (shift.first().isQuality() ? QUALITY_SHARE : 1) * harmful.min(shift.first())) {
            return null;
        }
        double shown = 0;
        for (Channel own : shift.channels()) {
            double alone = shift.sign() * series.alone(own).mean(from, to);
            // A link that stands out of the balance only because the other one rose has lost nothing.
            if (alone < size / 2) {
                return null;
            }
            shown = Math.max(shown, alone);
        }
        if (shift.channels().size() > 1 && shown < harmful.min(shift.first())) {
            // What both links together make likely must be seen on one of them at least.
            return null;
        }
        float[] effects = new float[CHANNELS.length];
        Channel strongest = shift.first();
        double deviance = size * size * seen.weight(from, to);
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
        double showing = showing(seen.size(), from, to, size / 2);
        List<Integer> affected = new ArrayList<>();
        List<Integer> observed = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int k = from; k < series.size(); k++) {
            if (!Double.isNaN(seen.size()[k])) {
                (k < to ? observed : after).add(series.call(k));
                if (k < to && seen.size()[k] >= showing / 2) {
                    affected.add(series.call(k));
                }
            }
        }
        if (unusual(seen.size(), from, to, showing / 2) < UNUSUAL) {
            return null;
        }
        int first = series.call(from);
        int last = series.call(to - 1);
        List<Row> touched = group.rows.stream()
                .filter(r -> r.call >= first && r.call <= last)
                .toList();
        return new Blame(
                group.kind, group.key, touched, effects, strongest, likelihood, deviance, affected, observed, after);
    }

    /** How much more often calls show at least so much in a stretch than outside of it: a ratio of binomial log-likelihoods. */
    private static double unusual(double[] size, int from, int to, double least) {
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

    /** Whether a channel that a shift leaves alone is shifted as well; a level that rises means no harm. */
    private boolean joins(Channel channel, double mean, double weight) {
        return Math.abs(mean) >= SECOND_CHANNEL_SHARE * harmful.min(channel)
                && Math.abs(mean) * Math.sqrt(weight) >= SECOND_CHANNEL_Z
                && !(channel.isLevel() && mean > 0);
    }

    /**
     * Mean size among the calls that show at least {@code least}: the mean over all is held down by calls that a fault did
     * not reach, and would take a weak call before it for its beginning.
     */
    private static double showing(double[] size, int from, int to, double least) {
        return IntStream.range(from, to)
                .mapToDouble(k -> size[k])
                .filter(v -> v >= least)
                .average()
                .orElse(2 * least);
    }

    private void subtract(Blame blame) {
        epoch++;
        for (Row row : blame.rows()) {
            for (Channel channel : CHANNELS) {
                int c = channel.ordinal();
                row.left[c] -= blame.effects()[c];
                // Qualities do not add up: what is blamed already tells nothing more.
                if (channel.isQuality() && (blame.effects()[c] != 0 || weakened(blame, row.atom, channel))) {
                    row.left[c] = Float.NaN;
                }
            }
            row.changed = epoch;
        }
    }

    /**
     * A signal lost where little is left explains a bad quality beyond what the curve of sound days tells; where there is
     * still plenty it explains none. How much is left of the uplink is not known.
     */
    private static boolean weakened(Blame blame, Atom atom, Channel quality) {
        return quality == Channel.QUALITY_UL
                ? blame.effects()[Channel.LEVEL_UL.ordinal()] != 0
                : blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 && !(atom.levelDbm() > PLENTY_DBM);
    }
}
