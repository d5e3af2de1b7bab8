package org.lineside.calls.assembly;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;

/**
 * Averages the rows of one call, given by time, into samples: a sample ends at a change of serving cell, at each
 * {@link CallTrace#SAMPLE_MS} counted from the start of the visit, and after 127 reports.
 */
final class SampleAverager {
    private static final int BAD_RXQUAL = 5;
    private static final int MASKED_REPORTS = 2;
    private static final Channel[] CHANNELS = Channel.values();
    private static final int LEVEL_DL = Channel.LEVEL_DL.ordinal();
    private static final int LEVEL_UL = Channel.LEVEL_UL.ordinal();
    private static final int QUALITY_DL = Channel.QUALITY_DL.ordinal();
    private static final int SINR_DL = Channel.SINR_DL.ordinal();

    private final @Nullable Indicator[] indicators = new @Nullable Indicator[CHANNELS.length];
    private final double[] scale = new double[CHANNELS.length];
    private final double[] offset = new double[CHANNELS.length];
    private final boolean rxqual;
    private final NeighbourResolver resolver;
    final SampleBuffer out = new SampleBuffer();

    private boolean inCall;
    private int servingCell;
    private long visitStartMs;
    private long sampleIndex;
    private int reportsToMask;

    private long startMs;
    private long endMs;
    private int reports;
    private int downlink;
    private int masked;
    private int arfcn;
    private final double[] sum = new double[CHANNELS.length];
    private final int[] count = new int[CHANNELS.length];
    private int censoredDl;
    private int censoredUl;
    private int bad;
    private final Mean msPower = new Mean();
    private final Mean attenuation = new Mean();
    private final Mean trackKm = new Mean();
    private final Mean latitude = new Mean();
    private final Mean longitude = new Mean();
    private int neighbours;
    private int[] neighbourCell = new int[32];
    private double[] neighbourSum = new double[32];
    private int[] neighbourCount = new int[32];

    SampleAverager(Profile profile, NeighbourResolver resolver) {
        this.resolver = resolver;
        for (Indicator i : profile.indicators()) {
            int c = i.channel().ordinal();
            indicators[c] = i;
            scale[c] = i.integral() ? 1 : Row.DB_SCALE;
            offset[c] = i.offset();
        }
        rxqual = profile.indicator(Channel.QUALITY_DL)
                .map(i -> i.unit().equals("class"))
                .orElse(false);
    }

    /** Begins a call. */
    void begin() {
        inCall = false;
        reports = 0;
        reportsToMask = 0;
        out.size = 0;
        out.neighbourSize = 0;
        out.neighbourStart[0] = 0;
    }

    /** Takes the next row by time. */
    void add(Row row) {
        boolean newVisit = !inCall || row.cell != servingCell;
        if (newVisit) {
            flush();
            reportsToMask = inCall ? MASKED_REPORTS : 0;
            inCall = true;
            servingCell = row.cell;
            visitStartMs = row.timeMs;
            sampleIndex = 0;
        } else {
            long index = (row.timeMs - visitStartMs) / CallTrace.SAMPLE_MS;
            if (index != sampleIndex || reports == Byte.MAX_VALUE) {
                flush();
                sampleIndex = index;
            }
        }
        if (reports == 0) {
            clear(row);
        }
        accumulate(row);
    }

    private void clear(Row row) {
        startMs = row.timeMs;
        arfcn = -1;
        downlink = 0;
        masked = 0;
        censoredDl = 0;
        censoredUl = 0;
        bad = 0;
        neighbours = 0;
        Arrays.fill(sum, 0);
        Arrays.fill(count, 0);
        msPower.clear();
        attenuation.clear();
        trackKm.clear();
        latitude.clear();
        longitude.clear();
    }

    private void accumulate(Row row) {
        endMs = row.timeMs;
        reports++;
        if (reportsToMask > 0) {
            reportsToMask--;
            masked++;
        }
        if (row.arfcn >= 0) {
            arfcn = row.arfcn;
        }
        accumulateChannels(row);
        msPower.add(row.msPower, Row.DB_SCALE);
        attenuation.add(row.attenuation, Row.DB_SCALE);
        trackKm.add(row.trackKm, Row.KM_SCALE);
        latitude.add(row.latitude, Row.DEGREE_SCALE);
        longitude.add(row.longitude, Row.DEGREE_SCALE);
        for (int n = 0; n < row.neighbours; n++) {
            double dbm = row.neighbourLevel[n] / scale[LEVEL_DL] + offset[LEVEL_DL];
            addNeighbour(resolver.resolve(row.cell, row.neighbourCell[n]), dbm);
        }
    }

    private void accumulateChannels(Row row) {
        int[] codes = row.channel;
        for (int c = 0; c < codes.length; c++) {
            if (codes[c] != Row.MISSING) {
                sum[c] += codes[c] / scale[c] + offset[c];
                count[c]++;
            }
        }
        if (codes[LEVEL_DL] != Row.MISSING) {
            sum[LEVEL_DL] += row.attenuation == Row.MISSING ? 0 : row.attenuation / (double) Row.DB_SCALE;
            censoredDl += isCensored(LEVEL_DL, codes[LEVEL_DL]);
        }
        if (codes[LEVEL_UL] != Row.MISSING) {
            sum[LEVEL_UL] +=
                    row.msPower == Row.MISSING ? 0 : CallTrace.FULL_MS_POWER_DBM - row.msPower / (double) Row.DB_SCALE;
            censoredUl += isCensored(LEVEL_UL, codes[LEVEL_UL]);
        }
        bad += rxqual && codes[QUALITY_DL] >= BAD_RXQUAL ? 1 : 0;
        boolean heard =
                codes[LEVEL_DL] != Row.MISSING || codes[QUALITY_DL] != Row.MISSING || codes[SINR_DL] != Row.MISSING;
        downlink += heard ? 1 : 0;
    }

    private int isCensored(int channel, int code) {
        Indicator i = indicators[channel];
        if (i == null || !i.censored()) {
            return 0;
        }
        return code <= i.min() * scale[channel] || code >= i.max() * scale[channel] ? 1 : 0;
    }

    private void addNeighbour(int cell, double dbm) {
        for (int n = 0; n < neighbours; n++) {
            if (neighbourCell[n] == cell) {
                neighbourSum[n] += dbm;
                neighbourCount[n]++;
                return;
            }
        }
        if (neighbours == neighbourCell.length) {
            neighbourCell = Arrays.copyOf(neighbourCell, neighbours * 2);
            neighbourSum = Arrays.copyOf(neighbourSum, neighbours * 2);
            neighbourCount = Arrays.copyOf(neighbourCount, neighbours * 2);
        }
        neighbourCell[neighbours] = cell;
        neighbourSum[neighbours] = dbm;
        neighbourCount[neighbours++] = 1;
    }

    /** Writes the sample under way, if there is one. To be called after the last row. */
    void flush() {
        if (reports == 0) {
            return;
        }
        out.reserve(neighbours);
        int s = out.size;
        out.startMs[s] = startMs;
        out.endMs[s] = endMs;
        out.cell[s] = servingCell;
        out.reports[s] = (byte) reports;
        out.downlinkReports[s] = (byte) downlink;
        out.afterHandover[s] = (byte) masked;
        out.arfcn[s] = arfcn > Short.MAX_VALUE ? -1 : arfcn;
        for (int c = 0; c < sum.length; c++) {
            out.channels[c][s] = share(sum[c], count[c]);
        }
        out.censored[s] = share(censoredDl, count[LEVEL_DL]);
        out.censoredUplink[s] = share(censoredUl, count[LEVEL_UL]);
        out.badDownlink[s] = rxqual ? share(bad, count[QUALITY_DL]) : Float.NaN;
        out.attenuation[s] = (float) attenuation.mean();
        out.msPower[s] = (float) msPower.mean();
        out.trackKm[s] = trackKm.mean();
        out.latitude[s] = latitude.mean();
        out.longitude[s] = longitude.mean();
        for (int n = 0; n < neighbours; n++) {
            out.neighbourCell[out.neighbourSize] = neighbourCell[n];
            out.neighbourDbm[out.neighbourSize++] = share(neighbourSum[n], neighbourCount[n]);
        }
        out.neighbourStart[s + 1] = out.neighbourSize;
        out.size++;
        reports = 0;
    }

    private static float share(double sum, int count) {
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    /** Mean of the values that are there, in the row's whole units until the end, so that it is exact. */
    private static final class Mean {
        private long sum;
        private int count;
        private double scale = 1;

        void clear() {
            sum = 0;
            count = 0;
        }

        void add(int value, int unitsPerOne) {
            if (value != Row.MISSING) {
                add((long) value, unitsPerOne);
            }
        }

        void add(long value, double unitsPerOne) {
            if (value != Row.NO_POSITION) {
                sum += value;
                count++;
                scale = unitsPerOne;
            }
        }

        double mean() {
            return count == 0 ? Double.NaN : sum / (count * scale);
        }
    }
}
