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
        HandoverMixes mixes) {
    /** Residuals have bursts: they belong to the scale; a fault of the history does not. */
    private static final double CLIP = 6;

    /** Index of the balance of the links, uplink minus downlink level in dB. */
    private static final int BALANCE = Channel.values().length;

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
            int channels = BALANCE + 1;
            float[][] call = new float[channels][0];
            float[][] atoms = new float[channels][0];
            float[][] cells = new float[channels][0];
            for (int c = 0; c < channels; c++) {
                int channel = c;
                List<Atom> known = evidence.atoms().stream()
                        .filter(a -> a.zone() >= 0 && !Float.isNaN(effect(a, channel)))
                        .toList();
                if (known.size() >= MIN_CELL_ATOMS) {
                    double mean = sum(known, c) / known.size();
                    call[c] = new float[] {(float) mean};
                    atoms[c] = differences(known, c, mean);
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

        private static Map<String, Boolean> expected(CallEvidence evidence) {
            Map<String, Boolean> expected = new TreeMap<>();
            for (CallEvidence.Presence p : evidence.presences()) {
                if (p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    expected.merge(p.cell(), p.heardPlaces() == 0, Boolean::logicalAnd);
                }
            }
            return expected;
        }

        private static double sum(List<Atom> atoms, int channel) {
            double sum = 0;
            for (Atom a : atoms) {
                sum += effect(a, channel);
            }
            return sum;
        }

        private static float[] differences(List<Atom> atoms, int channel, double mean) {
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
                differences[i++] = (float) ((sum(own, channel) / own.size() - mean) * Math.sqrt(own.size()));
            }
            return differences;
        }
    }

    /** Learns the scales. */
    public static EffectScales learn(List<Share> history) {
        int channels = BALANCE + 1;
        double[] callSd = new double[channels];
        double[] atomSd = new double[channels];
        double[] inflation = new double[channels];
        for (int c = 0; c < channels; c++) {
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
                        history.stream().flatMap(s -> s.departures().stream()).toList()));
    }

    /**
     * The scales with what sound calls are like that seem to speak against what they met.
     *
     * @param history the calls the scales were learned from
     * @param harmful what counts
     */
    public EffectScales believing(Stream<CallEvidence> history, HarmfulEffects harmful) {
        GainBeliefs none = GainBeliefs.none(
                Hypotheses.Kind.values().length, harmful.shifts().size());
        EffectScales blank = with(none);
        return with(history.map(c -> Hypotheses.gains(c, blank, harmful)).reduce(none, GainBeliefs::plus));
    }

    private EffectScales with(GainBeliefs learned) {
        return new EffectScales(callSd, atomSd, inflation, stepRate, pairRate, absenceRate, late, learned, mixes);
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
        return step.kind() == Kind.LATE && step.happened() ? late.rate(any, step.size()) : any;
    }

    /** How often a cell that should have served sound calls was not even heard: some are so, by the way calls are laid. */
    double absenceRate(String cell) {
        return pairRate.getOrDefault(SoundRates.absence(cell), absenceRate);
    }

    /** Variance of the mean residual of {@code atoms} atoms of one call. */
    double variance(int channel, int atoms) {
        return callSd[channel] * callSd[channel]
                + atomSd[channel] * atomSd[channel] * Math.min(inflation[channel], atoms) / atoms;
    }

    /**
     * Covariance of the mean residuals of both links' levels, over the same {@code atoms} atoms of one call, in dB²: from
     * var(u − d) = var(u) + var(d) − 2 cov(u, d).
     */
    double linkCovariance(int atoms) {
        double downlink = variance(Channel.LEVEL_DL.ordinal(), atoms);
        double uplink = variance(Channel.LEVEL_UL.ordinal(), atoms);
        double most = LARGEST_CORRELATION * Math.sqrt(downlink * uplink);
        return Math.clamp((downlink + uplink - variance(BALANCE, atoms)) / 2, 0, most);
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
    }

    /** Reads what {@link #write} wrote. */
    public static EffectScales read(DataInput in) throws IOException {
        int channels = BALANCE + 1;
        double[] callSd = new double[channels];
        double[] atomSd = new double[channels];
        double[] inflation = new double[channels];
        for (int c = 0; c < channels; c++) {
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
                HandoverMixes.read(in));
    }
}
