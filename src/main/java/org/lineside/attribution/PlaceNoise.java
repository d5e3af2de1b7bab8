package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lineside.attribution.CallEvidence.Atom;

/**
 * How much more, or less, sound calls differ at each place than on the whole. Where a train changes cells, where the track
 * lies in a cutting or where few passes made the reference, sound calls differ by twice as much as elsewhere; by one
 * spread for all, such a place is found again and again.
 *
 * <p>Per place and quantity (one per channel and, last, the balance of the links): the variance of atoms there about their
 * calls' means, as a multiple of that of all atoms. A place of which little is known counts as any other: the multiple is
 * shrunk towards 1 as if {@link #PRIOR_ATOMS} average atoms had been seen as well.
 */
final class PlaceNoise {
    /** Where no place is known. */
    static final PlaceNoise NONE = new PlaceNoise(new TreeMap<>());

    private static final double PRIOR_ATOMS = 8;

    /** Squares are summed in such units, so that the sum is the same in any order. */
    private static final double UNIT = 1.0 / (1 << 16);

    private static final float[] AVERAGE = average();

    private final Map<String, float[]> multiple;

    private PlaceNoise(Map<String, float[]> multiple) {
        this.multiple = multiple;
    }

    private static float[] average() {
        float[] average = new float[EffectScales.QUANTITIES];
        Arrays.fill(average, 1);
        return average;
    }

    /** The multiples of the variance where an atom lies, one per quantity; not to be written. */
    float[] at(Atom atom) {
        return atom.zone() < 0 || multiple.isEmpty() ? AVERAGE : multiple.getOrDefault(key(atom), AVERAGE);
    }

    private static String key(Atom atom) {
        return atom.line() + "|" + atom.zone() + "|" + atom.direction();
    }

    /**
     * Learns from sound calls.
     *
     * @param history the calls
     * @param scales how much they differ on the whole
     */
    static PlaceNoise learn(Stream<CallEvidence> history, EffectScales scales) {
        Squares squares = history.collect(Squares::new, (s, call) -> s.add(call, scales), Squares::add);
        return new PlaceNoise(squares.multiples());
    }

    /** Squares of what atoms differ from their call's mean, in variances of all atoms, by place. */
    private static final class Squares {
        /** By place and quantity: sum and number. */
        private final Map<String, long[][]> places = new TreeMap<>();

        private void add(CallEvidence call, EffectScales scales) {
            for (int q = 0; q < EffectScales.QUANTITIES; q++) {
                List<Atom> known = EffectScales.Share.known(call, q);
                float[] differences = EffectScales.Share.differences(known, q);
                for (int i = 0; i < differences.length; i++) {
                    double ratio = differences[i] / scales.atomSd()[q];
                    double square = Math.min(ratio * ratio, EffectScales.CLIP * EffectScales.CLIP);
                    long[] sums = of(key(known.get(i)))[q];
                    sums[0] += Math.round(square / UNIT);
                    sums[1]++;
                }
            }
        }

        private void add(Squares other) {
            other.places.forEach((key, theirs) -> {
                long[][] own = of(key);
                for (int q = 0; q < own.length; q++) {
                    own[q][0] += theirs[q][0];
                    own[q][1] += theirs[q][1];
                }
            });
        }

        private long[][] of(String key) {
            return places.computeIfAbsent(key, k -> new long[EffectScales.QUANTITIES][2]);
        }

        private Map<String, float[]> multiples() {
            double[] mean = means();
            Map<String, float[]> multiples = new TreeMap<>();
            places.forEach((key, sums) -> {
                float[] own = new float[mean.length];
                for (int q = 0; q < own.length; q++) {
                    own[q] = (float) ((PRIOR_ATOMS + sums[q][0] / mean[q]) / (PRIOR_ATOMS + sums[q][1]));
                }
                multiples.put(key, own);
            });
            return multiples;
        }

        /** Per quantity: the mean square over all places. */
        private double[] means() {
            double[] means = new double[EffectScales.QUANTITIES];
            for (int q = 0; q < means.length; q++) {
                long sum = 0;
                long atoms = 0;
                for (long[][] place : places.values()) {
                    sum += place[q][0];
                    atoms += place[q][1];
                }
                means[q] = sum == 0 ? 1 : sum / (double) atoms;
            }
            return means;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(multiple.size());
        for (Map.Entry<String, float[]> place : multiple.entrySet()) {
            out.writeUTF(place.getKey());
            for (float value : place.getValue()) {
                out.writeFloat(value);
            }
        }
    }

    static PlaceNoise read(DataInput in) throws IOException {
        Map<String, float[]> multiple = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            float[] values = new float[EffectScales.QUANTITIES];
            String key = in.readUTF();
            for (int q = 0; q < values.length; q++) {
                values[q] = in.readFloat();
            }
            multiple.put(key, values);
        }
        return new PlaceNoise(multiple);
    }
}
