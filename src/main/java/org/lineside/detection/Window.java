package org.lineside.detection;

/**
 * A run of places.
 *
 * @param from first place
 * @param to end, exclusive
 * @param mean mean residual over it, in the indicator's unit
 * @param score how unusual, on the scale of the statistic that found it
 */
public record Window(int from, int to, double mean, double score) {}
