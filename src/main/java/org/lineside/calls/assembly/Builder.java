package org.lineside.calls.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallInfo;
import org.lineside.packing.PackedWriter;

/** Makes drafts of traces, several calls at a time, and packs the calls that are kept back. */
final class Builder {
    private static final String UNKNOWN_SERVICE = "other";

    private final AssemblyInput input;
    private final NeighbourResolver resolver;
    private final List<String> mobiles;

    /** Duplicate lines per source. */
    final int[] duplicates;

    /** Cells named in the drafts, by the dictionary. */
    final BitSet usedCells = new BitSet();

    Builder(AssemblyInput input) {
        this.input = input;
        this.resolver = new NeighbourResolver(input.cells(), input.cellInfos());
        this.mobiles = input.mobiles().names();
        this.duplicates = new int[input.sources().size()];
    }

    /** Drafts of all calls, in their order; the calls' rows are let go one by one. */
    List<TraceDraft> build(List<OpenCall> calls) {
        @Nullable TraceDraft[] drafts = new @Nullable TraceDraft[calls.size()];
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            RowOrder order = new RowOrder();
            SampleAverager averager = new SampleAverager(input.profile(), resolver);
            PackedWriter writer = new PackedWriter();
            BitSet used = new BitSet();
            for (int i = next.getAndIncrement(); i < drafts.length; i = next.getAndIncrement()) {
                drafts[i] = draft(calls.get(i), order, averager, used, writer);
            }
            synchronized (usedCells) {
                usedCells.or(used);
            }
        };
        int threads = Math.max(1, Math.min(input.threads(), calls.size()));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(pool.submit(worker));
            }
            for (Future<?> f : running) {
                f.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("calls could not be assembled", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calls were assembled", e);
        }
        return Arrays.stream(drafts).map(Objects::requireNonNull).toList();
    }

    private TraceDraft draft(OpenCall call, RowOrder order, SampleAverager averager, BitSet used, PackedWriter writer) {
        order.take(call.parts);
        int[] mobile = {-1};
        order.forEach(
                () -> {
                    averager.begin();
                    mobile[0] = -1;
                },
                row -> {
                    mobile[0] = mobile[0] < 0 ? row.mobile : mobile[0];
                    averager.add(row);
                });
        averager.flush();
        countDuplicates(call, order.duplicates());
        call.parts.clear();
        SampleBuffer out = averager.out;
        long first = out.startMs[0];
        long last = out.endMs[out.size - 1];
        return TraceDraft.of(info(call.row, mobile[0], first, last), call.columns, out, used, writer);
    }

    private CallInfo info(CallRow row, int measuredMobile, long firstMs, long lastMs) {
        String fromLines = measuredMobile < 0 ? "" : mobiles.get(measuredMobile);
        return new CallInfo(
                row.callId(),
                row.mobileId() != null ? row.mobileId() : fromLines,
                row.service() != null ? row.service() : UNKNOWN_SERVICE,
                row.startMs() != null ? row.startMs() : firstMs,
                row.endMs() != null ? row.endMs() : lastMs,
                row.releaseCause(),
                row.trainNumber(),
                row.mobileModel());
    }

    private void countDuplicates(OpenCall call, int[] positions) {
        synchronized (duplicates) {
            for (int position : positions) {
                int source = sourceOf(call, position);
                if (source != OpenCall.KEPT_BACK) {
                    duplicates[source]++;
                }
            }
        }
    }

    private static int sourceOf(OpenCall call, int position) {
        int before = 0;
        for (int p = 0; p < call.parts.size(); p++) {
            before += call.parts.get(p).rows();
            if (position < before) {
                return call.sources.get(p);
            }
        }
        throw new IllegalArgumentException("call " + call.row.callId() + " has no row " + position);
    }

    /** Packs a call that is kept back: by time, without duplicates, by names of its own. */
    PendingCall keep(OpenCall call) {
        RowOrder order = new RowOrder();
        RowEncoder encoder = new RowEncoder();
        Map<Integer, Integer> cells = new LinkedHashMap<>();
        Map<Integer, Integer> seenMobiles = new LinkedHashMap<>();
        order.take(call.parts);
        order.forEach(
                () -> {
                    encoder.clear();
                    cells.clear();
                    seenMobiles.clear();
                },
                row -> {
                    row.cell = local(cells, row.cell);
                    row.mobile = row.mobile < 0 ? -1 : local(seenMobiles, row.mobile);
                    for (int n = 0; n < row.neighbours; n++) {
                        row.neighbourCell[n] = local(cells, row.neighbourCell[n]);
                    }
                    encoder.append(row);
                });
        countDuplicates(call, order.duplicates());
        call.parts.clear();
        return new PendingCall(
                input.profile().name(),
                call.row,
                call.events,
                call.columns,
                cells.keySet().stream().map(input.cells()::name).toList(),
                seenMobiles.keySet().stream().map(mobiles::get).toList(),
                encoder.rows(),
                encoder.toBytes());
    }

    private static int local(Map<Integer, Integer> numbers, int id) {
        return numbers.computeIfAbsent(id, i -> numbers.size());
    }
}
