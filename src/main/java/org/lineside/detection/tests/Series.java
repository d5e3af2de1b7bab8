package org.lineside.detection.tests;

/**
 * One quantity of a call, by place; the arrays are equally long and belong to this object.
 *
 * @param residual observed minus expected, in the quantity's unit, NaN where nothing was measured
 * @param expected what was expected
 * @param spread standard deviation of one pass there
 * @param neighbour the cell it is of where neighbours are looked at, else empty
 */
record Series(float[] residual, float[] expected, float[] spread, String neighbour) {
    /** Mean of what was expected where something was measured, NaN where nothing was. */
    double expected(int from, int to) {
        double sum = 0;
        int n = 0;
        for (int k = from; k < to; k++) {
            if (!Float.isNaN(residual[k])) {
                sum += expected[k];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /** Residual in standard deviations of one pass, NaN where nothing was measured. */
    float standardised(int place) {
        return residual[place] / spread[place];
    }
}
