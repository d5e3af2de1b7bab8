package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int MAX_INCIDENTS = 200;

    private final EffectScales scales;
    private final Muting muting;
    private final ShiftScan scan;
    private final List<Chain> chains;
    private final List<Group> groups;
    private final Set<Part> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    private int epoch = 1;

    /** An atom of a call with what is left of its effects. */
    static final class Row {
        final int call;
        final Atom atom;
        /** The atom's cell by a number: strings are slow to compare. */
        final int cell;

        final float[] left;
        /** How much more sound calls differ where it lies, see {@link PlaceScales.Place#multiple}. */
        final float[] noise;
        /** Number of the subtraction that changed it last, 0 while none has. */
        int changed;

        Row(int call, Atom atom, int cell, PlaceScales.Place place) {
            this.call = call;
            this.atom = atom;
            this.cell = cell;
            this.left = place.left(atom.effect());
            this.noise = place.multiple();
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
     * @param chance how often a sound call shows as much there, 0..1, by observed call
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
            Map<Integer, Double> chance,
            List<Integer> observed,
            List<Integer> after) {
        /** What its effects tell to be wrong. */
        Cause cause() {
            return Signatures.cause(kind, effects, strongest, underRepeater());
        }

        /** Whether a repeater usually serves most of where it shows. */
        boolean underRepeater() {
            List<Atom> met = met();
            return 2 * met.stream().filter(Atom::repeater).count() > met.size();
        }

        /** Whether a level is shifted. */
        boolean isLevel() {
            return effects[Channel.LEVEL_DL.ordinal()] != 0 || effects[Channel.LEVEL_UL.ordinal()] != 0;
        }

        /** The rows along the track of the calls that show it. */
        List<Row> showing() {
            return rows.stream()
                    .filter(row -> affected.contains(row.call) && row.atom.zone() >= 0)
                    .toList();
        }

        /** What the calls that show it met of it along the track. */
        List<Atom> met() {
            return showing().stream().map(row -> row.atom).toList();
        }

        /** Start of the first call that shows it, epoch milliseconds. */
        long startMs(List<CallEvidence> calls) {
            return calls.get(affected.isEmpty() ? observed.getFirst() : affected.getFirst())
                    .startMs();
        }

        /** End of the last call that shows it, epoch milliseconds. */
        long endMs(List<CallEvidence> calls) {
            return calls.get(affected.isEmpty() ? observed.getLast() : affected.getLast())
                    .endMs();
        }
    }

    /**
     * A hypothesis that holds, and the best of each other kind that would have explained some of the same calls.
     *
     * @param blame the hypothesis
     * @param alternatives the others, the one that explains most first
     */
    record Settled(Blame blame, List<Blame> alternatives) {}

    /**
     * @param calls the calls by time
     * @param scales how much sound calls differ
     * @param harmful what counts
     * @param muting what operators called false alarms: it is subtracted before anybody is blamed
     * @param priors what they confirmed
     */
    Hypotheses(List<CallEvidence> calls, EffectScales scales, HarmfulEffects harmful, Muting muting, Priors priors) {
        this.scales = scales;
        this.muting = muting;
        this.scan = new ShiftScan(calls, scales.beliefs(), harmful, priors);
        List<Row> rows = rows(calls, scales.places());
        Surroundings.subtract(calls, rows);
        muting.subtractFrom(rows);
        this.chains = Grouping.of(calls, rows);
        this.groups = chains.stream().flatMap(Chain::groups).toList();
        chains.forEach(chain -> parts.addAll(chain.parts()));
    }

    private static List<Row> rows(List<CallEvidence> calls, PlaceScales noise) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> cells = new HashMap<>();
        for (int c = 0; c < calls.size(); c++) {
            for (Atom atom : calls.get(c).atoms()) {
                Integer known = cells.putIfAbsent(atom.cell(), cells.size());
                rows.add(new Row(c, atom, known == null ? cells.size() - 1 : known, noise.at(atom)));
            }
        }
        return rows;
    }

    /** How strongly one sound call of the history speaks against each entity that it met. */
    static GainBeliefs gains(CallEvidence call, EffectScales scales, HarmfulEffects harmful) {
        List<CallEvidence> one = List.of(call);
        Muting nothing = new Muting(List.of(), one, scales, harmful.min(), harmful.profile());
        Hypotheses alone = new Hypotheses(one, scales, harmful, nothing, Priors.NONE);
        GainBeliefs gains =
                GainBeliefs.none(Kind.values().length, harmful.shifts().size());
        for (Chain chain : alone.chains) {
            chain.weigh(scales, alone.epoch, (group, series) -> alone.scan.note(group, series, gains));
        }
        return gains;
    }

    /** All hypotheses that hold, the one that explains most first. */
    List<Settled> settle() {
        List<Settled> settled = new ArrayList<>();
        while (settled.size() < MAX_INCIDENTS) {
            parts.parallelStream().forEach(Part::look);
            chains.parallelStream().forEach(this::weigh); // each by itself; the choice between them keeps their order
            Blame best = null;
            for (Group group : groups) {
                Blame blame = group.best();
                if (blame != null && (best == null || blame.deviance() > best.deviance())) {
                    best = blame;
                }
            }
            if (best == null) {
                return settled;
            }
            settled.add(new Settled(muting.whole(best), alternatives(best)));
            Subtraction.of(best, ++epoch);
        }
        return settled;
    }

    private List<Blame> alternatives(Blame chosen) {
        Map<Kind, Blame> perKind = new EnumMap<>(Kind.class);
        for (Group group : groups) {
            Blame other = group.best();
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

    private void weigh(Chain chain) {
        chain.weigh(scales, epoch, (group, series) -> group.weighed(scan.best(group, series)));
    }
}
