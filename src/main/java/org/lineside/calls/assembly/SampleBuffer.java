package org.lineside.calls.assembly;

import java.util.Arrays;
import org.lineside.calls.Channel;

/** Samples of one call while it is built: the arrays of a trace, with room to grow, reused from call to call. */
final class SampleBuffer {
    /** Columns of {@link #means}. */
    static final int MEANS = 5;

    /** Columns of {@link #positions}. */
    static final int POSITIONS = 3;

    private static final int CHANNELS = Channel.values().length;

    int size;
    int neighbourSize;
    long[] startMs = new long[256];
    long[] endMs = new long[256];
    int[] cell = new int[256];
    byte[] reports = new byte[256];
    byte[] downlinkReports = new byte[256];
    byte[] afterHandover = new byte[256];
    final float[][] channels = new float[CHANNELS][256];
    float[] censored = new float[256];
    float[] censoredUplink = new float[256];
    float[] badDownlink = new float[256];
    float[] attenuation = new float[256];
    float[] msPower = new float[256];
    double[] trackKm = new double[256];
    double[] latitude = new double[256];
    double[] longitude = new double[256];
    int[] arfcn = new int[256];
    int[] neighbourStart = new int[257];
    int[] neighbourCell = new int[2048];
    float[] neighbourDbm = new float[2048];

    /** The {@link #MEANS} means and shares beside the channels, in the order of a trace. */
    float[][] means() {
        return new float[][] {censored, censoredUplink, badDownlink, attenuation, msPower};
    }

    /** The {@link #POSITIONS} columns that say where samples were taken: kilometre, latitude, longitude. */
    double[][] positions() {
        return new double[][] {trackKm, latitude, longitude};
    }

    /** Makes room for one more sample with at most {@code neighbours} neighbours. */
    void reserve(int neighbours) {
        if (size == startMs.length) {
            growSamples(size * 2);
        }
        if (neighbourSize + neighbours > neighbourCell.length) {
            int wanted = Math.max(neighbourSize + neighbours, neighbourCell.length * 2);
            neighbourCell = Arrays.copyOf(neighbourCell, wanted);
            neighbourDbm = Arrays.copyOf(neighbourDbm, wanted);
        }
    }

    private void growSamples(int n) {
        startMs = Arrays.copyOf(startMs, n);
        endMs = Arrays.copyOf(endMs, n);
        cell = Arrays.copyOf(cell, n);
        reports = Arrays.copyOf(reports, n);
        downlinkReports = Arrays.copyOf(downlinkReports, n);
        afterHandover = Arrays.copyOf(afterHandover, n);
        for (int c = 0; c < CHANNELS; c++) {
            channels[c] = Arrays.copyOf(channels[c], n);
        }
        censored = Arrays.copyOf(censored, n);
        censoredUplink = Arrays.copyOf(censoredUplink, n);
        badDownlink = Arrays.copyOf(badDownlink, n);
        attenuation = Arrays.copyOf(attenuation, n);
        msPower = Arrays.copyOf(msPower, n);
        trackKm = Arrays.copyOf(trackKm, n);
        latitude = Arrays.copyOf(latitude, n);
        longitude = Arrays.copyOf(longitude, n);
        arfcn = Arrays.copyOf(arfcn, n);
        neighbourStart = Arrays.copyOf(neighbourStart, n + 1);
    }
}
