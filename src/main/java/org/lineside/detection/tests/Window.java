package org.lineside.detection.tests;

/**
 * A run of places.
 *
 * @param from first place
 * @param to end, exclusive
 * @param mean mean residual over it, in the indicator's unit
 * @param score how unusual, in standard deviations of one pass beyond the margin
 */
record Window(int from, int to, double mean, double score) {}
