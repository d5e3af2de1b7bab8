package org.lineside.store.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.lineside.calls.Blanks;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;

/**
 * A call's trace as bytes that stand for themselves: the names of its own cells are in it. Measured values are rounded to
 * 0.01 of their unit, positions to a metre, coordinates to 10⁻⁶ degrees; a trace that is so rounded comes back the same.
 */
public final class TraceCodec {
    private static final int FORMAT = 1;
    private static final int PER_UNIT = 100;
    private static final int PER_KM = 1000;
    private static final int PER_DEGREE = 1_000_000;

    private TraceCodec() {}

    /** The trace as bytes. */
    public static byte[] encode(CallTrace trace) {
        List<String> used = usedCells(trace);
        int[] local = indexIn(placesIn(used), trace.cells());
        PackedWriter out = new PackedWriter();
        out.number(FORMAT);
        info(out, trace.info());
        out.text(trace.profile());
        out.texts(used);
        out.numbers(trace.startMs());
        out.numbers(minus(trace.endMs(), trace.startMs()));
        out.numbers(mapped(trace.cell(), local));
        out.bytes(trace.reports());
        out.bytes(trace.downlinkReports());
        out.bytes(trace.afterHandover());
        out.number(trace.channels().length);
        for (float[] channel : trace.channels()) {
            out.reals(channel, PER_UNIT);
        }
        for (float[] column : columns(trace)) {
            out.reals(column, PER_UNIT);
        }
        out.reals(trace.trackKm(), PER_KM);
        out.reals(trace.latitude(), PER_DEGREE);
        out.reals(trace.longitude(), PER_DEGREE);
        out.numbers(widened(trace.arfcn()));
        out.numbers(trace.neighbourStart());
        out.numbers(mapped(trace.neighbourCell(), local));
        out.reals(trace.neighbourDbm(), PER_UNIT);
        out.number(trace.neighboursDelivered() ? 1 : 0);
        return out.deflated();
    }

    private static List<float[]> columns(CallTrace t) {
        return List.of(t.censored(), t.censoredUplink(), t.badDownlink(), t.bsAttenuationDb(), t.msPowerDbm());
    }

    /** The trace with a list of cells of its own; throws IllegalArgumentException on bytes of another form. */
    public static CallTrace decode(byte[] bytes) {
        PackedReader in = PackedReader.deflated(bytes);
        int format = in.small();
        if (format != FORMAT) {
            throw new IllegalArgumentException("trace has form " + format + ", not " + FORMAT);
        }
        CallInfo info = info(in);
        String profile = in.text();
        List<String> cells = in.texts();
        long[] startMs = in.numbers();
        return new CallTrace(
                info,
                profile,
                cells,
                startMs,
                plus(in.numbers(), startMs),
                in.smalls(),
                in.bytes(),
                in.bytes(),
                in.bytes(),
                channels(in),
                in.floats(PER_UNIT),
                in.floats(PER_UNIT),
                in.floats(PER_UNIT),
                in.floats(PER_UNIT),
                in.floats(PER_UNIT),
                in.reals(PER_KM),
                in.reals(PER_DEGREE),
                in.reals(PER_DEGREE),
                narrowed(in.smalls()),
                in.smalls(),
                in.smalls(),
                in.floats(PER_UNIT),
                in.number() == 1);
    }

    private static float[][] channels(PackedReader in) {
        float[][] channels = new float[in.small()][];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = in.floats(PER_UNIT);
        }
        return channels;
    }

    /**
     * Replaces each trace of the list by one that says the same, all indexing one sorted list of the cells that any of
     * them names, and sharing the arrays of columns that have no values. In place, so that a long history isn't held
     * twice.
     */
    public static void shareCells(List<CallTrace> traces) {
        TreeSet<String> names = new TreeSet<>();
        traces.forEach(t -> names.addAll(t.cells()));
        List<String> shared = List.copyOf(names);
        Map<String, Integer> places = placesIn(shared);
        Blanks blanks = new Blanks();
        traces.replaceAll(t -> withCells(t, shared, indexIn(places, t.cells()), blanks));
    }

    private static CallTrace withCells(CallTrace t, List<String> cells, int[] map, Blanks blanks) {
        int n = t.size();
        return new CallTrace(
                t.info(),
                t.profile(),
                cells,
                t.startMs(),
                t.endMs(),
                mapped(t.cell(), map),
                t.reports(),
                t.downlinkReports(),
                t.afterHandover(),
                t.channels(),
                blanks.copy(t.censored(), n),
                blanks.copy(t.censoredUplink(), n),
                blanks.copy(t.badDownlink(), n),
                blanks.copy(t.bsAttenuationDb(), n),
                blanks.copy(t.msPowerDbm(), n),
                blanks.copy(t.trackKm(), n),
                blanks.copy(t.latitude(), n),
                blanks.copy(t.longitude(), n),
                t.arfcn(),
                t.neighbourStart(),
                mapped(t.neighbourCell(), map),
                t.neighbourDbm(),
                t.neighboursDelivered());
    }

    private static void info(PackedWriter out, CallInfo call) {
        out.text(call.callId());
        out.text(call.mobileId());
        out.text(call.service());
        out.number(call.startMs());
        out.number(call.endMs());
        out.textOrNull(call.releaseCause());
        out.textOrNull(call.trainNumber());
        out.textOrNull(call.mobileModel());
    }

    private static CallInfo info(PackedReader in) {
        return new CallInfo(
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull());
    }

    private static List<String> usedCells(CallTrace trace) {
        boolean[] used = new boolean[trace.cells().size()];
        for (int cell : trace.cell()) {
            used[cell] = true;
        }
        for (int cell : trace.neighbourCell()) {
            used[cell] = true;
        }
        return IntStream.range(0, used.length)
                .filter(cell -> used[cell])
                .mapToObj(trace.cells()::get)
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Integer> placesIn(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.put(names.get(i), i);
        }
        return places;
    }

    /** The place of each name, −1 where it has none. */
    private static int[] indexIn(Map<String, Integer> places, List<String> names) {
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    private static int[] mapped(int[] values, int[] map) {
        return Arrays.stream(values).map(v -> map[v]).toArray();
    }

    private static long[] minus(long[] values, long[] subtracted) {
        long[] result = new long[values.length];
        Arrays.setAll(result, i -> values[i] - subtracted[i]);
        return result;
    }

    private static long[] plus(long[] values, long[] added) {
        Arrays.setAll(values, i -> values[i] + added[i]);
        return values;
    }

    private static int[] widened(short[] values) {
        int[] wide = new int[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static short[] narrowed(int[] values) {
        short[] narrow = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (short) values[i];
        }
        return narrow;
    }
}
