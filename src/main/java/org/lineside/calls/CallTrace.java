package org.lineside.calls;

import java.util.List;

/**
 * One call as the radio saw it: consecutive measurement reports on one cell are averaged over {@link #SAMPLE_MS} into
 * samples, in order of time. All arrays have one element per sample, except the neighbours, which lie flat. Missing
 * values are NaN. The arrays are the trace's own: callers read, never write.
 *
 * <p>Levels stand at full power: {@code LEVEL_DL = rxlev_dl + bs_power_att_db}, {@code LEVEL_UL = rxlev_ul +
 * (39 − ms_power_dbm)} dBm, so that power control does not look like a change of path loss; {@link #bsAttenuationDb} and
 * {@link #msPowerDbm} give the raw levels back.
 *
 * @param info the call
 * @param profile name of the profile the call was read with
 * @param cells names of the cells; {@link #cell} and {@link #neighbourCell} index into it; shared between calls, sorted
 * @param startMs start of each sample, epoch milliseconds UTC
 * @param endMs time of the last report in each sample
 * @param cell serving cell
 * @param reports measurement reports averaged in each sample, at least 1
 * @param downlinkReports those of them that carried the mobile's downlink half
 * @param afterHandover reports of the sample that are among the first two after a change of cell (levels there mix old
 *     and new)
 * @param channels one array per {@link Channel} in the order of {@code Channel.values()}, an empty array where the
 *     input has no such column; quality as mean class (linear in log2 of the bit error rate)
 * @param censored share 0..1 of the sample's downlink levels at either end of the range
 * @param censoredUplink the same for the uplink
 * @param badDownlink share 0..1 of downlink reports with RXQUAL ≥ 5
 * @param bsAttenuationDb mean downlink power reduction in dB, NaN when unknown
 * @param msPowerDbm mean transmit power of the mobile in dBm, NaN when unknown
 * @param trackKm position along the line in km, NaN when unknown
 * @param latitude degrees, NaN when unknown
 * @param longitude degrees, NaN when unknown
 * @param arfcn carrier of the serving channel, −1 when unknown
 * @param neighbourStart size + 1 offsets into the two arrays below
 * @param neighbourCell neighbours heard
 * @param neighbourDbm their mean level in dBm (unresolvable neighbours are named {@code arfcn-bsic})
 * @param neighboursDelivered whether the input had the neighbours column at all
 */
public record CallTrace(
        CallInfo info,
        String profile,
        List<String> cells,
        long[] startMs,
        long[] endMs,
        int[] cell,
        byte[] reports,
        byte[] downlinkReports,
        byte[] afterHandover,
        float[][] channels,
        float[] censored,
        float[] censoredUplink,
        float[] badDownlink,
        float[] bsAttenuationDb,
        float[] msPowerDbm,
        double[] trackKm,
        double[] latitude,
        double[] longitude,
        short[] arfcn,
        int[] neighbourStart,
        int[] neighbourCell,
        float[] neighbourDbm,
        boolean neighboursDelivered)
        implements Call {

    /** Length of a sample: four SACCH multiframes of 480 ms (3GPP TS 45.008 §8.4.1). */
    public static final long SAMPLE_MS = 1920;

    /** Power to which uplink levels are brought: a cab radio of 8 W (EIRENE SRS 3.2). */
    public static final double FULL_MS_POWER_DBM = 39;

    @Override
    public CallTrace trace() {
        return this;
    }

    /** The same measurements of what is known otherwise. */
    @Override
    public CallTrace withInfo(CallInfo other) {
        return new CallTrace(
                other,
                profile,
                cells,
                startMs,
                endMs,
                cell,
                reports,
                downlinkReports,
                afterHandover,
                channels,
                censored,
                censoredUplink,
                badDownlink,
                bsAttenuationDb,
                msPowerDbm,
                trackKm,
                latitude,
                longitude,
                arfcn,
                neighbourStart,
                neighbourCell,
                neighbourDbm,
                neighboursDelivered);
    }

    /** Number of samples. */
    public int size() {
        return startMs.length;
    }

    /** Whether the input carried this channel. */
    public boolean has(Channel channel) {
        return channels[channel.ordinal()].length > 0;
    }

    /** The channel's values, one per sample, or an empty array where the input has no such column. */
    public float[] channel(Channel channel) {
        return channels[channel.ordinal()];
    }

    /** Measurement reports of the whole call. */
    public int totalReports() {
        int sum = 0;
        for (byte r : reports) {
            sum += r;
        }
        return sum;
    }
}
