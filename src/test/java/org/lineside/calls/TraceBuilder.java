package org.lineside.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A trace made by hand, sample by sample; the setters change the sample added last. */
public final class TraceBuilder {
    /** 2026-03-01T00:00:00Z. */
    public static final long START = 1_772_323_200_000L;

    private static final int REPORTS = 4;

    private final String callId;
    private final String mobileId;
    private final List<String> cells;
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable String train;
    private long next = START;

    private static final class Sample {
        final int cell;
        long startMs;
        long endMs;
        final float[] channels = new float[Channel.values().length];
        byte reports = REPORTS;
        byte afterHandover;
        float censored;
        double km = Double.NaN;
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        float attenuation;
        final List<Integer> neighbours = new ArrayList<>();
        final List<Float> neighbourDbm = new ArrayList<>();

        Sample(int cell) {
            this.cell = cell;
        }
    }

    /** A call between cells that are known by their numbers: C00, C01, … */
    public TraceBuilder(String callId, String mobileId, int cells) {
        this.callId = callId;
        this.mobileId = mobileId;
        this.cells = names(cells);
    }

    /** The names C00, C01, … */
    public static List<String> names(int cells) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < cells; c++) {
            names.add(String.format(Locale.ROOT, "C%02d", c));
        }
        return List.copyOf(names);
    }

    /** Lets the next sample begin at this time, epoch milliseconds. */
    public TraceBuilder at(long startMs) {
        next = startMs;
        return this;
    }

    /** Names the train. */
    public TraceBuilder train(String number) {
        train = number;
        return this;
    }

    /** Adds a sample of full length: levels −70 dBm, class 0, timing advance 0. */
    public TraceBuilder add(int cell) {
        Sample s = new Sample(cell);
        s.startMs = next;
        s.endMs = next + CallTrace.SAMPLE_MS - 480;
        next += CallTrace.SAMPLE_MS;
        s.channels[Channel.LEVEL_DL.ordinal()] = -70;
        s.channels[Channel.LEVEL_UL.ordinal()] = -70;
        samples.add(s);
        return this;
    }

    /** Adds so many samples in one cell. */
    public TraceBuilder stay(int cell, int count) {
        for (int i = 0; i < count; i++) {
            add(cell);
        }
        return this;
    }

    /** Adds one sample that ends so many seconds after it begins. */
    public TraceBuilder brief(int cell, double seconds) {
        add(cell);
        samples.getLast().endMs = samples.getLast().startMs + Math.round(seconds * 1000);
        next = samples.getLast().endMs + 480;
        return this;
    }

    /** Sets a channel. */
    public TraceBuilder set(Channel channel, double value) {
        samples.getLast().channels[channel.ordinal()] = (float) value;
        return this;
    }

    /** Sets both levels at full power, in dBm. */
    public TraceBuilder dbm(double downlink, double uplink) {
        return set(Channel.LEVEL_DL, downlink).set(Channel.LEVEL_UL, uplink);
    }

    /** Sets the downlink power reduction in dB. */
    public TraceBuilder attenuation(double db) {
        samples.getLast().attenuation = (float) db;
        return this;
    }

    /** Adds a neighbour. */
    public TraceBuilder hears(int cell, double dbm) {
        samples.getLast().neighbours.add(cell);
        samples.getLast().neighbourDbm.add((float) dbm);
        return this;
    }

    /** Sets the position along the line. */
    public TraceBuilder km(double km) {
        samples.getLast().km = km;
        return this;
    }

    /** Sets the coordinates, in degrees. */
    public TraceBuilder position(double latitude, double longitude) {
        samples.getLast().latitude = latitude;
        samples.getLast().longitude = longitude;
        return this;
    }

    /** Marks the sample as one that holds reports right after a handover. */
    public TraceBuilder afterHandover() {
        samples.getLast().afterHandover = 1;
        return this;
    }

    /** Share of the levels at the end of the range, both links. */
    public TraceBuilder censored(double share) {
        samples.getLast().censored = (float) share;
        return this;
    }

    /** Reports in the sample. */
    public TraceBuilder reports(int count) {
        samples.getLast().reports = (byte) count;
        return this;
    }

    /** The trace; it has every channel of GSM-R. */
    public CallTrace build() {
        int n = samples.size();
        float[][] channels = new float[Channel.values().length][n];
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < channels.length; c++) {
                channels[c][i] = samples.get(i).channels[c];
            }
            start[i + 1] = start[i] + samples.get(i).neighbours.size();
        }
        channels[Channel.SINR_DL.ordinal()] = new float[0];
        int[] neighbour = new int[start[n]];
        float[] dbm = new float[start[n]];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < samples.get(i).neighbours.size(); k++) {
                neighbour[start[i] + k] = samples.get(i).neighbours.get(k);
                dbm[start[i] + k] = samples.get(i).neighbourDbm.get(k);
            }
        }
        float[] censored = new float[n];
        float[] attenuation = new float[n];
        float[] power = new float[n];
        byte[] reports = new byte[n];
        byte[] after = new byte[n];
        for (int i = 0; i < n; i++) {
            censored[i] = samples.get(i).censored;
            attenuation[i] = samples.get(i).attenuation;
            reports[i] = samples.get(i).reports;
            after[i] = samples.get(i).afterHandover;
        }
        Arrays.fill(power, (float) CallTrace.FULL_MS_POWER_DBM);
        short[] arfcn = new short[n];
        Arrays.fill(arfcn, (short) -1);
        long startMs = n == 0 ? next : samples.getFirst().startMs;
        long endMs = n == 0 ? next : samples.getLast().endMs;
        return new CallTrace(
                new CallInfo(callId, mobileId, "etcs", startMs, endMs, "normal", train, null),
                "gsm-r",
                cells,
                samples.stream().mapToLong(s -> s.startMs).toArray(),
                samples.stream().mapToLong(s -> s.endMs).toArray(),
                samples.stream().mapToInt(s -> s.cell).toArray(),
                reports,
                reports.clone(),
                after,
                channels,
                censored,
                censored.clone(),
                new float[n],
                attenuation,
                power,
                samples.stream().mapToDouble(s -> s.km).toArray(),
                samples.stream().mapToDouble(s -> s.latitude).toArray(),
                samples.stream().mapToDouble(s -> s.longitude).toArray(),
                arfcn,
                start,
                neighbour,
                dbm,
                true);
    }
}
