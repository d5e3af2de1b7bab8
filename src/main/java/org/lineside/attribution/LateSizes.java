package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.EffectScales.Share;

/**
 * How late the late handovers of sound calls come: how far the server lay below the cell that usually serves there. That a
 * handover comes some dB late happens on every network; that it comes 25 dB late hardly does, and says the more.
 *
 * @param db in decibels, sorted
 * @param trials handovers that could have come late
 */
record LateSizes(float[] db, int trials) {
    static final LateSizes NONE = new LateSizes(new float[0], 0);

    static LateSizes learn(List<Share> history) {
        List<Step> late = history.stream()
                .flatMap(s -> s.trials().stream())
                .filter(s -> s.kind() == Kind.LATE)
                .toList();
        double[] sorted = late.stream()
                .filter(Step::happened)
                .mapToDouble(Step::size)
                .sorted()
                .toArray();
        float[] db = new float[sorted.length];
        for (int i = 0; i < db.length; i++) {
            db[i] = (float) sorted[i];
        }
        return new LateSizes(db, late.size());
    }

    /**
     * How often a sound handover comes at least so late. What no call of the history showed is known to be rarer than one of
     * them.
     *
     * @param anyRate how often it comes late at all, 0..1
     * @param sizeDb how late it is
     */
    double rate(double anyRate, double sizeDb) {
        int place = Arrays.binarySearch(db, (float) sizeDb);
        while (place > 0 && db[place - 1] == db[place]) {
            place--;
        }
        int less = place < 0 ? -place - 1 : place;
        double share = (db.length - less + 1.0) / (db.length + 1.0);
        return Math.max(Math.min(anyRate, 1.0 / (trials + 1)), anyRate * share);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(trials);
        out.writeInt(db.length);
        for (float size : db) {
            out.writeFloat(size);
        }
    }

    static LateSizes read(DataInput in) throws IOException {
        int trials = in.readInt();
        float[] db = new float[in.readInt()];
        for (int i = 0; i < db.length; i++) {
            db[i] = in.readFloat();
        }
        return new LateSizes(db, trials);
    }
}
