package org.lineside.simulation.railway;

/**
 * A tunnel with a fibre-fed repeater.
 *
 * @param segment index of the segment
 * @param fromM portal, metres from the segment's first point
 * @param toM other portal
 * @param donor index of the cell that the repeater radiates
 * @param fibreM length of the fibre from the donor in m
 * @param plateauDbm level inside in dBm
 */
public record Tunnel(int segment, double fromM, double toM, int donor, double fibreM, double plateauDbm) {}
