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
import org.lineside.calls.Channel;

/**
 * What sound calls show at each place, and how much more, or less, they differ there than on the whole. Where a train changes
 * cells, where the track lies in a cutting or where few passes made the reference, they lie off it by some decibels again and
 * again, or differ by twice as much as elsewhere; by one measure for all places, such a place is found again and again.
 *
 * <p>A place of which little is known counts as any other: what it shows is shrunk towards none, how much calls differ there
 * towards what they do on the whole, as if {@link #PRIOR_ATOMS} average atoms had been seen as well.
 */
final class PlaceScales {
    /** Where no place is known. */
    static final PlaceScales NONE = new PlaceScales(Map.of());

    private static final double PRIOR_ATOMS = 8;

    /** Sums are made in such units, so that they are the same in any order. */
    private static final double UNIT = 1.0 / (1 << 16);

    private static final int QUANTITIES = EffectScales.QUANTITIES;

    private final Map<String, Place> places;

    private PlaceScales(Map<String, Place> places) {
        this.places = Map.copyOf(places);
    }

    /**
     * What sound calls show at a place, one element per quantity: the channels and, last, the balance of the links.
     *
     * @param shift mean of what atoms there lie off their calls' means, in the channel's unit; not to be written
     * @param multiple their variance about it, as a multiple of that of all atoms; not to be written
     */
    record Place(float[] shift, float[] multiple) {
        private static final Place ANY = any();

        private static Place any() {
            float[] multiple = new float[QUANTITIES];
            Arrays.fill(multiple, 1);
            return new Place(new float[QUANTITIES], multiple);
        }

        /** What is left of an atom's effects, one element per {@link Channel}. */
        float[] left(float[] effect) {
            float[] left = effect.clone();
            for (int c = 0; c < left.length; c++) {
                left[c] -= shift[c];
            }
            return left;
        }
    }

    /** What sound calls show where an atom lies. */
    Place at(Atom atom) {
        return atom.zone() < 0 || places.isEmpty() ? Place.ANY : places.getOrDefault(key(atom), Place.ANY);
    }

    /** What a place is known by: the stretch an atom lies in, and the direction of travel. */
    static String key(Atom atom) {
        return atom.line() + "|" + atom.zone() + "|" + atom.direction();
    }

    /**
     * Learns from sound calls.
     *
     * @param history the calls
     * @param scales how much they differ on the whole
     */
    static PlaceScales learn(Stream<CallEvidence> history, EffectScales scales) {
        Sums sums = history.collect(Sums::new, (s, call) -> s.add(call, scales), Sums::add);
        return new PlaceScales(sums.places(scales));
    }

    /** Sums over what atoms differ from their call's mean, in standard deviations of all atoms, by place. */
    private static final class Sums {
        private static final int NUMBER = 0;
        private static final int SUM = 1;
        private static final int SQUARES = 2;

        /** By place and quantity. */
        private final Map<String, long[][]> sums = new TreeMap<>();

        private void add(CallEvidence call, EffectScales scales) {
            for (int q = 0; q < QUANTITIES; q++) {
                List<Atom> known = EffectScales.Share.known(call, q);
                float[] differences = EffectScales.Share.differences(known, q);
                for (int i = 0; i < differences.length; i++) {
                    double ratio =
                            Math.clamp(differences[i] / scales.atomSd()[q], -EffectScales.CLIP, EffectScales.CLIP);
                    long[] place = of(key(known.get(i)))[q];
                    place[NUMBER]++;
                    place[SUM] += Math.round(ratio / UNIT);
                    place[SQUARES] += Math.round(ratio * ratio / UNIT);
                }
            }
        }

        private void add(Sums other) {
            other.sums.forEach((key, theirs) -> {
                long[][] own = of(key);
                for (int q = 0; q < QUANTITIES; q++) {
                    for (int k = 0; k < own[q].length; k++) {
                        own[q][k] += theirs[q][k];
                    }
                }
            });
        }

        private long[][] of(String key) {
            return sums.computeIfAbsent(key, k -> new long[QUANTITIES][3]);
        }

        private Map<String, Place> places(EffectScales scales) {
            double[] mean = meanVariances();
            Map<String, Place> places = new TreeMap<>();
            sums.forEach((key, place) -> {
                float[] shift = new float[QUANTITIES];
                float[] multiple = new float[QUANTITIES];
                for (int q = 0; q < QUANTITIES; q++) {
                    double off = shift(place[q]);
                    shift[q] = (float) (off * scales.atomSd()[q]);
                    multiple[q] = (float)
                            ((PRIOR_ATOMS + squares(place[q], off) / mean[q]) / (PRIOR_ATOMS + place[q][NUMBER]));
                }
                places.put(key, new Place(shift, multiple));
            });
            return places;
        }

        private static double shift(long[] place) {
            return place[SUM] * UNIT / (place[NUMBER] + PRIOR_ATOMS);
        }

        /** Sum of the squares about a shift. */
        private static double squares(long[] place, double shift) {
            return place[SQUARES] * UNIT - 2 * shift * place[SUM] * UNIT + shift * shift * place[NUMBER];
        }

        /** Per quantity: the mean square about the shifts, over all places. */
        private double[] meanVariances() {
            double[] means = new double[QUANTITIES];
            for (int q = 0; q < QUANTITIES; q++) {
                double sum = 0;
                long atoms = 0;
                for (long[][] place : sums.values()) {
                    sum += squares(place[q], shift(place[q]));
                    atoms += place[q][NUMBER];
                }
                means[q] = sum > 0 ? sum / atoms : 1;
            }
            return means;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(places.size());
        for (Map.Entry<String, Place> place : new TreeMap<>(places).entrySet()) {
            out.writeUTF(place.getKey());
            for (int q = 0; q < QUANTITIES; q++) {
                out.writeFloat(place.getValue().shift()[q]);
                out.writeFloat(place.getValue().multiple()[q]);
            }
        }
    }

    static PlaceScales read(DataInput in) throws IOException {
        Map<String, Place> places = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            String key = in.readUTF();
            float[] shift = new float[QUANTITIES];
            float[] multiple = new float[QUANTITIES];
            for (int q = 0; q < QUANTITIES; q++) {
                shift[q] = in.readFloat();
                multiple[q] = in.readFloat();
            }
            places.put(key, new Place(shift, multiple));
        }
        return new PlaceScales(places);
    }
}
