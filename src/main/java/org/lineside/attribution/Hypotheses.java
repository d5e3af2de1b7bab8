package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
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

    /** One call may say so much and no more: two at least must agree on a cell or a place. */
    private static final double CALL_CAP = 9;

    /** Quality comes in bursts: three calls at least must agree. */
    private static final double QUALITY_CALL_CAP = 6;

    /** A mobile is met in many cells by one call: that is many tests, not one. */
    private static final double MOBILE_CALL_CAP = 17;

    /** A fault that comes and goes is more than one: so much speaks for soundness between them. */
    private static final double GONE = 3 * THRESHOLD;

    private static final int MOBILE_CAP_CELLS = 4;
    private static final int MAX_SECTION_ZONES = 6;
    private static final int MAX_INCIDENTS = 200;
    /** Share of the smallest effect that counts which the mean over all calls must reach. */
    private static final double LEAST_SHARE = 0.8;

    private static final double SECOND_CHANNEL_SHARE = 0.5;
    private static final double SECOND_CHANNEL_Z = 4;
    private static final Channel[] CHANNELS = Channel.values();

    private final List<CallEvidence> calls;
    private final EffectScales scales;
    private final double[] minEffect;
    private final boolean[] higherIsBetter;
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
     * @param deviance deviance explained
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

    Hypotheses(List<CallEvidence> calls, EffectScales scales, double[] minEffect, boolean[] higherIsBetter) {
        this.calls = calls;
        this.scales = scales;
        this.minEffect = minEffect;
        this.higherIsBetter = higherIsBetter;
        for (int c = 0; c < calls.size(); c++) {
            for (Atom atom : calls.get(c).atoms()) {
                rows.add(new Row(c, atom));
            }
        }
        subtractSurroundings();
        group();
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
            settled.add(new Settled(best, alternatives(best)));
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
            Series series = series(group);
            for (Channel channel : CHANNELS) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    if (harmful(group.kind, channel, sign)) {
                        Blame blame = scan(group, series, channel, sign);
                        if (blame != null && (group.best == null || blame.deviance() > group.best.deviance())) {
                            group.best = blame;
                        }
                    }
                }
            }
            group.weighed = epoch;
        }
        return group.best;
    }

    private boolean harmful(Kind kind, Channel channel, int sign) {
        return switch (channel) {
            case LEVEL_DL, LEVEL_UL -> sign < 0 && kind != Kind.TRAIN;
            case QUALITY_DL, QUALITY_UL, SINR_DL -> sign == (higherIsBetter[channel.ordinal()] ? -1 : 1);
            case TIMING_ADVANCE -> kind == Kind.CELL;
        };
    }

    /** A group by call: mean effect and number of atoms per channel. */
    private record Series(int[] call, double[][] mean, int[][] atoms, int[] cells) {}

    private static Series series(Group group) {
        int[] call = group.rows.stream().mapToInt(r -> r.call).distinct().toArray();
        double[][] mean = new double[CHANNELS.length][call.length];
        int[][] atoms = new int[CHANNELS.length][call.length];
        int[] cells = new int[call.length];
        int at = -1;
        String cell = "";
        for (Row row : group.rows) {
            if (at < 0 || call[at] != row.call) {
                at++;
                cell = "";
            }
            if (!row.atom.cell().equals(cell)) {
                cells[at]++;
                cell = row.atom.cell();
            }
            for (int c = 0; c < CHANNELS.length; c++) {
                if (!Float.isNaN(row.left[c])) {
                    mean[c][at] += row.left[c];
                    atoms[c][at]++;
                }
            }
        }
        for (int c = 0; c < CHANNELS.length; c++) {
            for (int k = 0; k < call.length; k++) {
                mean[c][k] = atoms[c][k] == 0 ? Double.NaN : mean[c][k] / atoms[c][k];
            }
        }
        return new Series(call, mean, atoms, cells);
    }

    private @Nullable Blame scan(Group group, Series series, Channel channel, int sign) {
        int c = channel.ordinal();
        double design = minEffect[c];
        double sum = 0;
        int start = 0;
        double peak = 0;
        double most = 0;
        int from = 0;
        int to = 0;
        for (int k = 0; k < series.call.length; k++) {
            if (Double.isNaN(series.mean[c][k])) {
                continue;
            }
            double variance = scales.variance(c, series.atoms[c][k]);
            double gain = design / variance * (sign * series.mean[c][k] - design / 2);
            double cap = channel.isQuality() ? QUALITY_CALL_CAP : CALL_CAP;
            boolean wide =
                    (group.kind == Kind.MOBILE || group.kind == Kind.TRAIN) && series.cells[k] >= MOBILE_CAP_CELLS;
            sum += Math.clamp(gain, -CALL_CAP, wide ? MOBILE_CALL_CAP : cap);
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
        return most < (group.kind == Kind.SECTION ? SECTION_THRESHOLD : THRESHOLD)
                ? null
                : blame(group, series, channel, sign, most, from, to);
    }

    private @Nullable Blame blame(
            Group group, Series series, Channel channel, int sign, double likelihood, int from, int to) {
        float[] effects = new float[CHANNELS.length];
        double deviance = 0;
        double most = 0;
        Channel strongest = channel;
        for (Channel other : CHANNELS) {
            int c = other.ordinal();
            double[] fit = fit(series, c, from, to);
            boolean own = other == channel;
            boolean joins = Math.abs(fit[0]) >= SECOND_CHANNEL_SHARE * minEffect[c]
                    && Math.abs(fit[0]) >= SECOND_CHANNEL_Z * fit[1];
            if (own || joins) {
                effects[c] = (float) fit[0];
                deviance += fit[2];
                strongest = fit[2] > most ? other : strongest;
                most = Math.max(most, fit[2]);
            }
        }
        int c = channel.ordinal();
        double least = channel.isQuality() || group.kind == Kind.MOBILE ? LEAST_SHARE : 1;
        if (sign * effects[c] < least * minEffect[c]) {
            return null;
        }
        double showing = showing(series, c, sign, from, to, Math.abs(effects[c]) / 2);
        List<Integer> affected = new ArrayList<>();
        List<Integer> observed = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int k = from; k < series.call.length; k++) {
            if (Double.isNaN(series.mean[c][k])) {
                continue;
            }
            (k < to ? observed : after).add(series.call[k]);
            if (k < to && sign * series.mean[c][k] >= showing / 2) {
                affected.add(series.call[k]);
            }
        }
        int first = series.call[from];
        int last = series.call[to - 1];
        List<Row> touched = group.rows.stream()
                .filter(r -> r.call >= first && r.call <= last)
                .toList();
        return new Blame(
                group.kind, group.key, touched, effects, strongest, likelihood, deviance, affected, observed, after);
    }

    /**
     * Mean size among the calls that show at least {@code least}: the mean over all is held down by calls that a fault did
     * not reach, and would take a weak call before it for its beginning.
     */
    private static double showing(Series series, int c, int sign, int from, int to, double least) {
        return IntStream.range(from, to)
                .mapToDouble(k -> sign * series.mean[c][k])
                .filter(v -> v >= least)
                .average()
                .orElse(2 * least);
    }

    /** Weighted mean shift of a channel, its standard error, and the deviance it explains. */
    private double[] fit(Series series, int c, int from, int to) {
        double sum = 0;
        double weight = 0;
        for (int k = from; k < to; k++) {
            if (!Double.isNaN(series.mean[c][k])) {
                double w = 1 / scales.variance(c, series.atoms[c][k]);
                sum += w * series.mean[c][k];
                weight += w;
            }
        }
        if (weight == 0) {
            return new double[] {0, Double.POSITIVE_INFINITY, 0};
        }
        double mean = sum / weight;
        return new double[] {mean, 1 / Math.sqrt(weight), mean * mean * weight};
    }

    private void subtract(Blame blame) {
        epoch++;
        boolean level =
                blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 || blame.effects()[Channel.LEVEL_UL.ordinal()] != 0;
        for (Row row : blame.rows()) {
            for (int c = 0; c < CHANNELS.length; c++) {
                boolean quality = CHANNELS[c].isQuality();
                row.left[c] -= blame.effects()[c];
                if (quality && (level || blame.effects()[c] != 0)) {
                    // A weak signal explains a bad quality beyond what the curve of sound days tells, and qualities do
                    // not add up: what is blamed already tells nothing more.
                    row.left[c] = Float.NaN;
                }
            }
            row.changed = epoch;
        }
    }

    static double[] minEffects(ToDoubleFunction<Channel> of) {
        return Arrays.stream(CHANNELS).mapToDouble(of).toArray();
    }
}
