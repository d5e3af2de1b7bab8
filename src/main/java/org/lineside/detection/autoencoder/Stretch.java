package org.lineside.detection.autoencoder;

/**
 * A run of places that are given back badly.
 *
 * @param from first place
 * @param to end, exclusive
 * @param error mean error over it
 */
record Stretch(int from, int to, double error) {
    /** Where half of the excess is not met for so many places' worth of it, the stretch has ended. */
    private static final int ENOUGH = 4;

    /**
     * Where the excess really begins and ends: the run around the strongest place of this stretch whose sum of (error −
     * usual − half of the excess) is largest (Page, Biometrika 42, 1955), no place counting more than the whole excess.
     *
     * @param perPlace error per place, NaN where unknown
     * @param usual usual error
     */
    Stretch exact(float[] perPlace, double usual) {
        double half = Math.max(error - usual, 0) / 2;
        int peak = from;
        for (int k = from; k < to; k++) {
            boolean more = perPlace[k] > perPlace[peak] || Float.isNaN(perPlace[peak]);
            peak = more ? k : peak;
        }
        int first = peak - furthest(perPlace, peak, -1, usual + half, half);
        int end = peak + furthest(perPlace, peak, 1, usual + half, half) + 1;
        return new Stretch(first, end, error);
    }

    private static int furthest(float[] perPlace, int peak, int direction, double level, double most) {
        double sum = 0;
        double best = 0;
        int furthest = 0;
        for (int d = 1; sum > -ENOUGH * most; d++) {
            int k = peak + direction * d;
            if (k < 0 || k >= perPlace.length) {
                break;
            }
            sum += Float.isNaN(perPlace[k]) ? 0 : Math.min(most, perPlace[k] - level);
            if (sum > best) {
                best = sum;
                furthest = d;
            }
        }
        return furthest;
    }
}
