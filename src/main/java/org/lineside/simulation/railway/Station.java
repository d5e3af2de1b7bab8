package org.lineside.simulation.railway;

/**
 * A place where trains may stop.
 *
 * @param segment index of the segment
 * @param offsetM metres from the segment's first point
 */
public record Station(int segment, double offsetM) {}
