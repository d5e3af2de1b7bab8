package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.EffectScales.Share;

/**
 * How late the late handovers of sound calls come: how far the server lay below the cell that usually serves there. That a
 * handover comes some dB late happens on every network; that it comes 25 dB late hardly does, and says the more. But between two
 * cells where each comes 30 dB late that is nothing new.
 *
 * @param db in decibels, sorted
 * @param ofPair the same of each pair of cells, by {@link Step#pair}
 * @param trials handovers that could have come late
 */
record LateSizes(float[] db, Map<String, float[]> ofPair, int trials) {
    static final LateSizes NONE = new LateSizes(new float[0], Map.of(), 0);

    /** Late handovers in whose weight a pair of cells is taken to be as all are. */
    private static final double PAIR_PRIOR = 5;

    static LateSizes learn(List<Share> history) {
        List<Step> late = history.stream()
                .flatMap(s -> s.trials().stream())
                .filter(s -> s.kind() == Kind.LATE)
                .toList();
        Map<String, List<Step>> perPair = new TreeMap<>();
        for (Step step : late) {
            if (step.happened()) {
                perPair.computeIfAbsent(step.pair(), k -> new ArrayList<>()).add(step);
            }
        }
        Map<String, float[]> ofPair = new TreeMap<>();
        perPair.forEach((pair, steps) -> ofPair.put(pair, sorted(steps)));
        return new LateSizes(sorted(late.stream().filter(Step::happened).toList()), ofPair, late.size());
    }

    private static float[] sorted(List<Step> steps) {
        float[] db = new float[steps.size()];
        for (int i = 0; i < db.length; i++) {
            db[i] = (float) steps.get(i).size();
        }
        Arrays.sort(db);
        return db;
    }

    /**
     * How often a sound handover comes at least so late, between its cells or between any, where that is oftener: few late ones
     * between two cells don't tell how late they may come. What no call of the history showed is known to be rarer than one of
     * them.
     *
     * @param anyRate how often it comes late at all between its cells, 0..1
     * @param step the handover
     */
    double rate(double anyRate, Step step) {
        float[] own = ofPair.getOrDefault(step.pair(), new float[0]);
        double any = (asLate(db, step.size()) + 1.0) / (db.length + 1.0);
        double share = (asLate(own, step.size()) + PAIR_PRIOR * any) / (own.length + PAIR_PRIOR);
        return Math.max(Math.min(anyRate, 1.0 / (trials + 1)), anyRate * Math.max(any, share));
    }

    /** How many of some sizes are at least so large. */
    private static int asLate(float[] sorted, double sizeDb) {
        int place = Arrays.binarySearch(sorted, (float) sizeDb);
        while (place > 0 && sorted[place - 1] == sorted[place]) {
            place--;
        }
        return sorted.length - (place < 0 ? -place - 1 : place);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(trials);
        write(out, db);
        out.writeInt(ofPair.size());
        for (Map.Entry<String, float[]> pair : ofPair.entrySet()) {
            out.writeUTF(pair.getKey());
            write(out, pair.getValue());
        }
    }

    private static void write(DataOutput out, float[] sizes) throws IOException {
        out.writeInt(sizes.length);
        for (float size : sizes) {
            out.writeFloat(size);
        }
    }

    static LateSizes read(DataInput in) throws IOException {
        int trials = in.readInt();
        float[] db = sizes(in);
        Map<String, float[]> ofPair = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            ofPair.put(in.readUTF(), sizes(in));
        }
        return new LateSizes(db, ofPair, trials);
    }

    private static float[] sizes(DataInput in) throws IOException {
        float[] sizes = new float[in.readInt()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readFloat();
        }
        return sizes;
    }
}
