package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * How much sound calls differ: what the effects of entities are measured against. Learned from held-out calls of the
 * history. The arrays have one element per channel and, last, one for the balance of the links, uplink minus downlink
 * level: a train's surroundings, and an error of its position, move both links alike and leave their balance alone.
 *
 * @param callSd standard deviation of a call's mean residual
 * @param atomSd standard deviation of an atom about its call's mean
 * @param inflation how much more the mean of neighbouring atoms varies than that of independent ones
 * @param stepRate how often each kind of step happens to a sound call that could show it, 0..1
 * @param pairRate the same for each pair of cells met in the history, by {@link Step#pair}
 * @param absenceRate how often a cell that should have served did not, and was not heard either, 0..1; that of each cell
 *     stands among the pairs
 * @param late how late the late handovers of sound calls come
 * @param beliefs how far one call may be believed
 * @param mixes where calls usually go from each cell, and why
 * @param places how much more they differ at each place
 */
public record EffectScales(
        double[] callSd,
        double[] atomSd,
        double[] inflation,
        Map<Kind, Double> stepRate,
        Map<String, Double> pairRate,
        double absenceRate,
        LateSizes late,
        GainBeliefs beliefs,
        HandoverMixes mixes,
        PlaceScales places) {
    /** Residuals have bursts: they belong to the scale; a fault of the history does not. */
    static final double CLIP = 6;

    /** Index of the balance of the links, uplink minus downlink level in dB. */
    static final int BALANCE = Channel.values().length;

    /** Length of the arrays: the channels and the balance. */
    static final int QUANTITIES = BALANCE + 1;

    /** The links are never taken for more alike than this: a balance without any spread would prove anything. */
    private static final double LARGEST_CORRELATION = 0.98;

    private static final GainBeliefs NO_BELIEFS = GainBeliefs.none(0, 0);
    private static final int MIN_CELL_ATOMS = 4;

    /**
     * What the scales need of one call: a small part of its evidence, since a history has many calls.
     *
     * @param call per channel, and for the balance: its mean residual, an empty array where too little is known
     * @param atoms the same: what its atoms differ from that mean
     * @param cells the same: what its cells differ from it, times the square root of their atoms
     * @param trials its trials, see {@link CallEvidence#trials}
     * @param expected cells that should have served it, each with whether it was not even heard
     * @param departures how it left the cells of its route
     */
    public record Share(
            float[][] call,
            float[][] atoms,
            float[][] cells,
            List<Step> trials,
            Map<String, Boolean> expected,
            List<CallEvidence.Departure> departures) {
        /** The share of a call. */
        public static Share of(CallEvidence evidence) {
            float[][] call = new float[QUANTITIES][0];
            float[][] atoms = new float[QUANTITIES][0];
            float[][] cells = new float[QUANTITIES][0];
            for (int c = 0; c < QUANTITIES; c++) {
                List<Atom> known = known(evidence, c);
                if (!known.isEmpty()) {
                    double mean = mean(known, c);
                    call[c] = new float[] {(float) mean};
                    atoms[c] = differences(known, c);
                    cells[c] = differencesOfCells(known, c, mean);
                }
            }
            return new Share(
                    call,
                    atoms,
                    cells,
                    List.copyOf(evidence.trials().values()),
                    expected(evidence),
                    List.copyOf(evidence.departures().values()));
        }

        /** The atoms along the track of which a quantity is known, none where too few are. */
        static List<Atom> known(CallEvidence evidence, int quantity) {
            List<Atom> known = evidence.atoms().stream()
                    .filter(a -> a.zone() >= 0 && !Float.isNaN(effect(a, quantity)))
                    .toList();
            return known.size() < MIN_CELL_ATOMS ? List.of() : known;
        }

        private static Map<String, Boolean> expected(CallEvidence evidence) {
            Map<String, Boolean> expected = new TreeMap<>();
            for (CallEvidence.Presence p : evidence.presences()) {
                if (p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    expected.merge(p.cell(), p.heardPlaces() == 0, Boolean::logicalAnd);
                }
            }
            return expected;
        }

        private static double mean(List<Atom> atoms, int quantity) {
            double sum = 0;
            for (Atom a : atoms) {
                sum += effect(a, quantity);
            }
            return sum / atoms.size();
        }

        /** What each of a call's atoms differs from their mean. */
        static float[] differences(List<Atom> atoms, int channel) {
            double mean = mean(atoms, channel);
            float[] differences = new float[atoms.size()];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = (float) (effect(atoms.get(i), channel) - mean);
            }
            return differences;
        }

        private static float[] differencesOfCells(List<Atom> atoms, int channel, double mean) {
            Map<String, List<Atom>> perCell = new TreeMap<>();
            for (Atom a : atoms) {
                perCell.computeIfAbsent(a.cell(), k -> new ArrayList<>()).add(a);
            }
            perCell.values().removeIf(own -> own.size() < MIN_CELL_ATOMS);
            float[] differences = new float[perCell.size()];
            int i = 0;
            for (List<Atom> own : perCell.values()) {
                differences[i++] = (float) ((mean(own, channel) - mean) * Math.sqrt(own.size()));
            }
            return differences;
        }
    }

    /** Learns the scales. */
    public static EffectScales learn(List<Share> history) {
        double[] callSd = new double[QUANTITIES];
        double[] atomSd = new double[QUANTITIES];
        double[] inflation = new double[QUANTITIES];
        for (int c = 0; c < QUANTITIES; c++) {
            int channel = c;
            double least = least(c == BALANCE ? Channel.LEVEL_DL : Channel.values()[c]);
            callSd[c] = Math.max(least, orElse(sd(history, s -> s.call()[channel]), least));
            atomSd[c] = Math.max(2 * least, orElse(sd(history, s -> s.atoms()[channel]), 2 * least));
            double scaled = orElse(sd(history, s -> s.cells()[channel]), atomSd[c]);
            inflation[c] = Math.max(1, scaled * scaled / (atomSd[c] * atomSd[c]));
        }
        Map<Kind, Double> rates = SoundRates.steps(history);
        double absence = SoundRates.absences(history);
        return new EffectScales(
                callSd,
                atomSd,
                inflation,
                rates,
                SoundRates.pairs(history, rates, absence),
                absence,
                LateSizes.learn(history),
                NO_BELIEFS,
                HandoverMixes.learn(
                        history.stream().flatMap(s -> s.departures().stream()).toList()),
                PlaceScales.NONE);
    }

    /**
     * The scales with where sound calls differ more than elsewhere, and what those are like that seem to speak against what
     * they met.
     *
     * @param history the calls the scales were learned from; asked twice
     * @param harmful what counts
     */
    public EffectScales believing(Supplier<Stream<CallEvidence>> history, HarmfulEffects harmful) {
        GainBeliefs none = GainBeliefs.none(
                Hypotheses.Kind.values().length, harmful.shifts().size());
        EffectScales blank = with(none, PlaceScales.learn(history.get(), this));
        return blank.with(
                history.get().map(c -> Hypotheses.gains(c, blank, harmful)).reduce(none, GainBeliefs::plus),
                blank.places);
    }

    private EffectScales with(GainBeliefs learned, PlaceScales noise) {
        return new EffectScales(
                callSd, atomSd, inflation, stepRate, pairRate, absenceRate, late, learned, mixes, noise);
    }

    private static double sd(List<Share> history, Function<Share, float[]> values) {
        float[] all =
                new float[history.stream().mapToInt(s -> values.apply(s).length).sum()];
        int at = 0;
        for (Share share : history) {
            float[] own = values.apply(share);
            System.arraycopy(own, 0, all, at, own.length);
            at += own.length;
        }
        return Robust.winsorizedSd(all, CLIP);
    }

    private static float effect(Atom atom, int c) {
        return c == BALANCE
                ? atom.effect()[Channel.LEVEL_UL.ordinal()] - atom.effect()[Channel.LEVEL_DL.ordinal()]
                : atom.effect()[c];
    }

    private static double least(Channel channel) {
        return switch (channel) {
            case LEVEL_DL, LEVEL_UL, SINR_DL -> 0.3;
            case QUALITY_DL, QUALITY_UL -> 0.15;
            case TIMING_ADVANCE -> 0.2;
        };
    }

    private static double orElse(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    /** How often a step happens to sound calls between its cells; a handover that came late: one that comes as late. */
    double rate(Step step) {
        double any = pairRate.getOrDefault(step.pair(), stepRate.getOrDefault(step.kind(), SoundRates.LEAST_RATE));
        return step.kind() == Kind.LATE && step.happened() ? late.rate(any, step) : any;
    }

    /** How often a cell that should have served sound calls was not even heard: some are so, by the way calls are laid. */
    double absenceRate(String cell) {
        return pairRate.getOrDefault(SoundRates.absence(cell), absenceRate);
    }

    /**
     * Variance of the mean residual of {@code atoms} atoms of one call.
     *
     * @param noise sum over the atoms of what {@link PlaceScales} gives for the quantity
     */
    double variance(int quantity, int atoms, double noise) {
        double mean = noise / atoms;
        return callSd[quantity] * callSd[quantity]
                + mean * atomSd[quantity] * atomSd[quantity] * Math.min(inflation[quantity], atoms) / atoms;
    }

    /**
     * Covariance of the mean residuals of both links' levels over the same atoms of one call, in dB²: from
     * var(u − d) = var(u) + var(d) − 2 cov(u, d).
     *
     * @param downlink variance of the downlink's mean, in dB²
     * @param uplink variance of the uplink's, in dB²
     * @param balance variance of what they differ, in dB²
     */
    static double linkCovariance(double downlink, double uplink, double balance) {
        double most = LARGEST_CORRELATION * Math.sqrt(downlink * uplink);
        return Math.clamp((downlink + uplink - balance) / 2, 0, most);
    }

    /** Writes the scales. */
    public void write(DataOutput out) throws IOException {
        for (int c = 0; c < callSd.length; c++) {
            out.writeDouble(callSd[c]);
            out.writeDouble(atomSd[c]);
            out.writeDouble(inflation[c]);
        }
        for (Kind kind : Kind.values()) {
            out.writeDouble(stepRate.getOrDefault(kind, SoundRates.LEAST_RATE));
        }
        out.writeDouble(absenceRate);
        out.writeInt(pairRate.size());
        for (Map.Entry<String, Double> pair : pairRate.entrySet()) {
            out.writeUTF(pair.getKey());
            out.writeDouble(pair.getValue());
        }
        late.write(out);
        beliefs.write(out);
        mixes.write(out);
        places.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static EffectScales read(DataInput in) throws IOException {
        double[] callSd = new double[QUANTITIES];
        double[] atomSd = new double[QUANTITIES];
        double[] inflation = new double[QUANTITIES];
        for (int c = 0; c < QUANTITIES; c++) {
            callSd[c] = in.readDouble();
            atomSd[c] = in.readDouble();
            inflation[c] = in.readDouble();
        }
        Map<Kind, Double> rates = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            rates.put(kind, in.readDouble());
        }
        double absence = in.readDouble();
        Map<String, Double> pairs = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            pairs.put(in.readUTF(), in.readDouble());
        }
        return new EffectScales(
                callSd,
                atomSd,
                inflation,
                rates,
                pairs,
                absence,
                LateSizes.read(in),
                GainBeliefs.read(in),
                HandoverMixes.read(in),
                PlaceScales.read(in));
    }
}
