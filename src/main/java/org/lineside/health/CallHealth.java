package org.lineside.health;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call says of the health of what it met. It stands by itself: nothing of the model or of the reference data is
 * needed to make the rows of a day of it.
 *
 * @param callId the call
 * @param mobileId its mobile, empty when unknown
 * @param trainNumber null when unknown
 * @param service {@code etcs}, {@code voice}, {@code group}, {@code data} or {@code other}
 * @param startMs epoch milliseconds; the call belongs to the UTC day on which it began
 * @param endMs epoch milliseconds
 * @param release how it ended
 * @param handoversTold whether events tell of its handovers, so that failed ones would show
 * @param noise how much sound calls differ, by the model that judged it
 * @param cells its effects in each cell that served it
 * @param edges its handovers by ordered pair of cells
 * @param levels received downlink levels by place
 */
public record CallHealth(
        String callId,
        String mobileId,
        @Nullable String trainNumber,
        String service,
        long startMs,
        long endMs,
        Release release,
        boolean handoversTold,
        Noise noise,
        List<CellShare> cells,
        List<EdgeShare> edges,
        Levels levels) {
    private static final long DAY_MS = 86_400_000L;

    /** How a call ended. */
    public enum Release {
        /** Nobody says. */
        UNKNOWN,
        /** As it should. */
        NORMAL,
        /** The connection was lost. */
        LOST
    }

    /**
     * The scales of {@link org.lineside.attribution.EffectScales}, one element per {@code Channel}; empty for a call that
     * nothing was compared with.
     *
     * @param callVariance variance of what a call's residuals have in common
     * @param atomVariance variance of a stretch about its call's mean
     * @param inflation how much more the mean of neighbouring stretches varies than that of independent ones
     */
    public record Noise(double[] callVariance, double[] atomVariance, double[] inflation) {
        /** Nothing was compared. */
        public static final Noise NONE = new Noise(new double[0], new double[0], new double[0]);

        /** Variance of the mean of some stretches of one cell about that of the call. */
        double cellVariance(int channel, int atoms) {
            return atomVariance[channel] * Math.min(inflation[channel], atoms) / atoms;
        }
    }

    /**
     * A call's mean residuals in one cell.
     *
     * @param cell the cell
     * @param atoms per {@code Channel}: stretches in which something is known
     * @param effect per {@code Channel}: mean residual over them in the channel's unit, NaN where nothing is known
     */
    public record CellShare(String cell, int[] atoms, float[] effect) {}

    /**
     * A call's handovers from one cell to another.
     *
     * @param from the cell left
     * @param to the cell entered, or meant
     * @param arrived handovers after which the call was in {@code to}
     * @param failed handovers that events say were tried in vain
     * @param pingPongs those after which it was back in {@code from} within 10 s
     * @param late those that came late: the server far below what the usual one gives there
     * @param breakMs from command to completion, of those whose events tell, in milliseconds
     * @param gapMs from the last report in {@code from} to the first in {@code to}, in milliseconds
     * @param causes commands by cause
     */
    public record EdgeShare(
            String from,
            String to,
            int arrived,
            int failed,
            int pingPongs,
            int late,
            List<Integer> breakMs,
            List<Integer> gapMs,
            Map<String, Integer> causes) {}

    /**
     * A stretch of 100 m of a line or, where kilometres are unknown, a position of a reference.
     *
     * @param line the railway line, empty when unknown
     * @param referenceId the reference, empty where the line is known
     */
    public record Track(String line, String referenceId) implements Comparable<Track> {
        @Override
        public int compareTo(Track other) {
            int byLine = line.compareTo(other.line);
            return byLine != 0 ? byLine : referenceId.compareTo(other.referenceId);
        }
    }

    /**
     * Received downlink levels, power control included; one element for each run of samples that say the same.
     *
     * @param tracks the tracks that {@code track} indexes
     * @param track where it lies
     * @param position number of the 100 m interval along the line, or position on the reference's axis
     * @param levelDbm level in whole dBm, rounded down
     * @param reports measurement reports
     * @param below 1 where the level is below the coverage class of the serving cell
     * @param classDbm that class, NaN where there is none
     */
    public record Levels(
            List<Track> tracks,
            int[] track,
            int[] position,
            int[] levelDbm,
            int[] reports,
            int[] below,
            double[] classDbm) {
        /** Number of elements. */
        int size() {
            return track.length;
        }
    }

    /** The day it belongs to, in days since 1970-01-01 UTC. */
    public long epochDay() {
        return Math.floorDiv(startMs, DAY_MS);
    }

    /** Hours from its start to its end. */
    double hours() {
        return (endMs - startMs) / 3.6e6;
    }
}
