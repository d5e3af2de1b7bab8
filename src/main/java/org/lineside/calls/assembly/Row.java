package org.lineside.calls.assembly;

import org.lineside.calls.Channel;

/**
 * One measurement line, as numbers. Mutable and reused for every line on purpose: the intake parses millions of lines a
 * second, and an object for each would cost more than the parsing.
 */
public final class Row {
    /** No value. */
    public static final int MISSING = Integer.MIN_VALUE;

    /** No position. */
    public static final long NO_POSITION = Long.MIN_VALUE;

    /** Neighbours a measurement report holds at most (3GPP TS 44.018 §10.5.2.20). */
    public static final int MAX_NEIGHBOURS = 6;

    /** Units of {@link #trackKm} per km: millimetres. */
    public static final double KM_SCALE = 1e6;

    /** Units of {@link #latitude} and {@link #longitude} per degree: about a centimetre. */
    public static final double DEGREE_SCALE = 1e7;

    /** Units of power, and of indicators that are no whole numbers, per dB. */
    public static final int DB_SCALE = 100;

    /** Epoch milliseconds UTC. */
    public long timeMs;

    /** Serving cell, by dictionary. */
    public int cell;

    /** Mobile, by dictionary; −1 when the line does not say. */
    public int mobile;

    /** Carrier of the serving channel; −1 when unknown. */
    public int arfcn;

    /** Transmit power of the mobile in 1/100 dBm, or {@link #MISSING}. */
    public int msPower;

    /** Downlink power reduction in 1/100 dB, or {@link #MISSING}. */
    public int attenuation;

    /** Codes per channel as in the file, times 1 or {@link #DB_SCALE}, or {@link #MISSING}. */
    public final int[] channel = new int[Channel.values().length];

    /** Position along the line, or {@link #NO_POSITION}. */
    public long trackKm;

    /** Latitude, or {@link #NO_POSITION}. */
    public long latitude;

    /** Longitude, or {@link #NO_POSITION}. */
    public long longitude;

    /** Number of neighbours heard. */
    public int neighbours;

    /** Neighbours, by dictionary of cells. */
    public final int[] neighbourCell = new int[MAX_NEIGHBOURS];

    /** Their codes, scaled as the downlink level. */
    public final int[] neighbourLevel = new int[MAX_NEIGHBOURS];

    /** Which neighbour a cell is, the first of them; −1 for none. */
    int neighbour(int ofCell) {
        for (int n = 0; n < neighbours; n++) {
            if (neighbourCell[n] == ofCell) {
                return n;
            }
        }
        return -1;
    }

    /** Takes over the neighbours of another row. */
    void takeNeighbours(Row other) {
        neighbours = other.neighbours;
        System.arraycopy(other.neighbourCell, 0, neighbourCell, 0, neighbours);
        System.arraycopy(other.neighbourLevel, 0, neighbourLevel, 0, neighbours);
    }
}
