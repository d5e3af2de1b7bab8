package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param absenceRate how often a cell that should have served did not, and was not heard either, 0..1
 */
public record EffectScales(
        double[] callSd,
        double[] atomSd,
        double[] inflation,
        Map<Kind, Double> stepRate,
        Map<String, Double> pairRate,
        double absenceRate) {
    /** Residuals have bursts: they belong to the scale; a fault of the history does not. */
    private static final double CLIP = 6;

    /** Index of the balance of the links, uplink minus downlink level in dB. */
    private static final int BALANCE = Channel.values().length;

    /** The links are never taken for more alike than this: a balance without any spread would prove anything. */
    private static final double LARGEST_CORRELATION = 0.98;

    private static final int MIN_CELL_ATOMS = 4;
    private static final double LEAST_RATE = 0.002;

    /** Learns the scales. */
    public static EffectScales learn(List<CallEvidence> history) {
        int channels = BALANCE + 1;
        double[] callSd = new double[channels];
        double[] atomSd = new double[channels];
        double[] inflation = new double[channels];
        for (int c = 0; c < channels; c++) {
            List<Float> calls = new ArrayList<>();
            List<Float> atoms = new ArrayList<>();
            List<Float> cells = new ArrayList<>();
            for (CallEvidence call : history) {
                collect(call, c, calls, atoms, cells);
            }
            double least = least(c == BALANCE ? Channel.LEVEL_DL : Channel.values()[c]);
            callSd[c] = Math.max(least, orElse(Robust.winsorizedSd(array(calls), CLIP), least));
            atomSd[c] = Math.max(2 * least, orElse(Robust.winsorizedSd(array(atoms), CLIP), 2 * least));
            // Each entry of cells is already scaled by the square root of its number of atoms.
            double scaled = orElse(Robust.winsorizedSd(array(cells), CLIP), atomSd[c]);
            inflation[c] = Math.max(1, scaled * scaled / (atomSd[c] * atomSd[c]));
        }
        Map<Kind, Double> rates = stepRates(history);
        return new EffectScales(callSd, atomSd, inflation, rates, pairRates(history, rates), absenceRate(history));
    }

    private static void collect(CallEvidence call, int c, List<Float> calls, List<Float> atoms, List<Float> cells) {
        double sum = 0;
        int n = 0;
        Map<String, double[]> perCell = new TreeMap<>();
        for (Atom a : call.atoms()) {
            float effect = effect(a, c);
            if (a.zone() >= 0 && !Float.isNaN(effect)) {
                sum += effect;
                n++;
                double[] s = perCell.computeIfAbsent(a.cell(), k -> new double[2]);
                s[0] += effect;
                s[1]++;
            }
        }
        if (n < MIN_CELL_ATOMS) {
            return;
        }
        double mean = sum / n;
        calls.add((float) mean);
        for (Atom a : call.atoms()) {
            float effect = effect(a, c);
            if (a.zone() >= 0 && !Float.isNaN(effect)) {
                atoms.add((float) (effect - mean));
            }
        }
        for (double[] s : perCell.values()) {
            if (s[1] >= MIN_CELL_ATOMS) {
                cells.add((float) ((s[0] / s[1] - mean) * Math.sqrt(s[1])));
            }
        }
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

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static Map<Kind, Double> stepRates(List<CallEvidence> history) {
        Map<Kind, Double> rates = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int happened = 0;
            int all = 0;
            for (CallEvidence call : history) {
                for (Step s : call.trials().values()) {
                    if (s.kind() == kind) {
                        happened += s.happened() ? 1 : 0;
                        all++;
                    }
                }
            }
            rates.put(kind, Math.max(LEAST_RATE, (happened + 0.5) / (all + 1.0)));
        }
        return rates;
    }

    /** Weight, in calls, of the rate over all pairs against a pair's own. */
    private static final double PAIR_PRIOR_CALLS = 5;

    private static Map<String, Double> pairRates(List<CallEvidence> history, Map<Kind, Double> rates) {
        Map<String, double[]> counts = new TreeMap<>();
        for (CallEvidence call : history) {
            for (Step s : call.trials().values()) {
                double[] c =
                        counts.computeIfAbsent(s.pair(), k -> new double[] {0, 0, rates.getOrDefault(s.kind(), 0.0)});
                c[0] += s.happened() ? 1 : 0;
                c[1]++;
            }
        }
        Map<String, Double> perPair = new TreeMap<>();
        counts.forEach((k, c) ->
                perPair.put(k, Math.max(LEAST_RATE, (c[0] + PAIR_PRIOR_CALLS * c[2]) / (c[1] + PAIR_PRIOR_CALLS))));
        return perPair;
    }

    /** How often a step happens to sound calls between its cells. */
    double rate(Step step) {
        return pairRate.getOrDefault(step.pair(), stepRate.getOrDefault(step.kind(), LEAST_RATE));
    }

    private static double absenceRate(List<CallEvidence> history) {
        int absent = 0;
        int all = 0;
        for (CallEvidence call : history) {
            for (CallEvidence.Presence p : call.presences()) {
                if (p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    absent += p.heardPlaces() == 0 ? 1 : 0;
                    all++;
                }
            }
        }
        return Math.max(LEAST_RATE, (absent + 0.5) / (all + 1.0));
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
            out.writeDouble(stepRate.getOrDefault(kind, LEAST_RATE));
        }
        out.writeDouble(absenceRate);
        out.writeInt(pairRate.size());
        for (Map.Entry<String, Double> pair : pairRate.entrySet()) {
            out.writeUTF(pair.getKey());
            out.writeDouble(pair.getValue());
        }
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
        return new EffectScales(callSd, atomSd, inflation, rates, pairs, absence);
    }
}
