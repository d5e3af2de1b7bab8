package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToIntBiFunction;
import java.util.function.ToLongBiFunction;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Two parts of one call, of which the second came after the first had been judged. Samples of the later part that lie in
 * time where the earlier one has samples are left out: the first line wins, as within one input.
 */
final class TraceMerge {
    private final List<CallTrace> parts;
    private final List<String> cells;
    private final List<int[]> cellOf;
    private final int[] part;
    private final int[] index;

    private TraceMerge(CallTrace earlier, CallTrace later) {
        parts = List.of(earlier, later);
        TreeSet<String> names = new TreeSet<>(earlier.cells());
        names.addAll(later.cells());
        cells = List.copyOf(names);
        cellOf = parts.stream()
                .map(p -> p.cells().stream().mapToInt(cells::indexOf).toArray())
                .toList();
        List<int[]> samples = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            samples.add(new int[] {0, i});
        }
        for (int i = 0; i < later.size(); i++) {
            if (!overlaps(earlier, later.startMs()[i], later.endMs()[i])) {
                samples.add(new int[] {1, i});
            }
        }
        samples.sort((a, b) ->
                Long.compare(parts.get(a[0]).startMs()[a[1]], parts.get(b[0]).startMs()[b[1]]));
        part = samples.stream().mapToInt(s -> s[0]).toArray();
        index = samples.stream().mapToInt(s -> s[1]).toArray();
    }

    private static boolean overlaps(CallTrace trace, long startMs, long endMs) {
        int at = Arrays.binarySearch(trace.startMs(), endMs);
        int last = at >= 0 ? at : -at - 2;
        return last >= 0 && trace.endMs()[last] >= startMs;
    }

    /** The whole call. */
    static CallTrace merge(CallTrace earlier, CallTrace later) {
        return new TraceMerge(earlier, later).merged();
    }

    private CallTrace merged() {
        CallTrace a = parts.getFirst();
        CallTrace b = parts.getLast();
        int[] neighbourStart = new int[part.length + 1];
        for (int i = 0; i < part.length; i++) {
            int[] start = parts.get(part[i]).neighbourStart();
            neighbourStart[i + 1] = neighbourStart[i] + start[index[i] + 1] - start[index[i]];
        }
        int[] neighbourCell = new int[neighbourStart[part.length]];
        float[] neighbourDbm = new float[neighbourCell.length];
        for (int i = 0; i < part.length; i++) {
            CallTrace from = parts.get(part[i]);
            int start = from.neighbourStart()[index[i]];
            for (int n = neighbourStart[i]; n < neighbourStart[i + 1]; n++) {
                int at = start + n - neighbourStart[i];
                neighbourCell[n] = cellOf.get(part[i])[from.neighbourCell()[at]];
                neighbourDbm[n] = from.neighbourDbm()[at];
            }
        }
        return new CallTrace(
                info(a.info(), b.info()),
                a.profile(),
                cells,
                longs((t, i) -> t.startMs()[i]),
                longs((t, i) -> t.endMs()[i]),
                cellsServing(),
                bytes((t, i) -> t.reports()[i]),
                bytes((t, i) -> t.downlinkReports()[i]),
                bytes((t, i) -> t.afterHandover()[i]),
                channels(),
                floats((t, i) -> t.censored()[i]),
                floats((t, i) -> t.censoredUplink()[i]),
                floats((t, i) -> t.badDownlink()[i]),
                floats((t, i) -> t.bsAttenuationDb()[i]),
                floats((t, i) -> t.msPowerDbm()[i]),
                doubles((t, i) -> t.trackKm()[i]),
                doubles((t, i) -> t.latitude()[i]),
                doubles((t, i) -> t.longitude()[i]),
                shorts((t, i) -> t.arfcn()[i]),
                neighbourStart,
                neighbourCell,
                neighbourDbm,
                a.neighboursDelivered() || b.neighboursDelivered());
    }

    private static CallInfo info(CallInfo a, CallInfo b) {
        return new CallInfo(
                a.callId(),
                a.mobileId().isEmpty() ? b.mobileId() : a.mobileId(),
                a.service().equals("other") ? b.service() : a.service(),
                Math.min(a.startMs(), b.startMs()),
                Math.max(a.endMs(), b.endMs()),
                b.releaseCause() == null ? a.releaseCause() : b.releaseCause(),
                a.trainNumber() == null ? b.trainNumber() : a.trainNumber(),
                a.mobileModel() == null ? b.mobileModel() : a.mobileModel());
    }

    private float[][] channels() {
        float[][] channels = new float[Channel.values().length][];
        for (Channel c : Channel.values()) {
            boolean any = parts.getFirst().has(c) || parts.getLast().has(c);
            channels[c.ordinal()] = any ? floats((t, i) -> t.has(c) ? t.channel(c)[i] : Float.NaN) : new float[0];
        }
        return channels;
    }

    private int[] cellsServing() {
        int[] values = new int[part.length];
        Arrays.setAll(values, i -> cellOf.get(part[i])[parts.get(part[i]).cell()[index[i]]]);
        return values;
    }

    private long[] longs(ToLongBiFunction<CallTrace, Integer> value) {
        long[] values = new long[part.length];
        Arrays.setAll(values, i -> value.applyAsLong(parts.get(part[i]), index[i]));
        return values;
    }

    private double[] doubles(ToDoubleBiFunction<CallTrace, Integer> value) {
        double[] values = new double[part.length];
        Arrays.setAll(values, i -> value.applyAsDouble(parts.get(part[i]), index[i]));
        return values;
    }

    private float[] floats(ToDoubleBiFunction<CallTrace, Integer> value) {
        float[] values = new float[part.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(parts.get(part[i]), index[i]);
        }
        return values;
    }

    private byte[] bytes(ToIntBiFunction<CallTrace, Integer> value) {
        byte[] values = new byte[part.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) value.applyAsInt(parts.get(part[i]), index[i]);
        }
        return values;
    }

    private short[] shorts(ToIntBiFunction<CallTrace, Integer> value) {
        short[] values = new short[part.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) value.applyAsInt(parts.get(part[i]), index[i]);
        }
        return values;
    }
}
