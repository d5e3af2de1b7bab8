package org.lineside.findings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.PlannedWork;
import org.lineside.comparison.ComparedCall;

/**
 * Planned works: what they explain raises no alarm.
 *
 * @param works the works
 * @param cells reference data of the cells, by name
 */
public record WorksCalendar(List<PlannedWork> works, Map<String, CellInfo> cells) {
    /** Kilometres around a section within which its works may be felt. */
    private static final double MARGIN_KM = 0.5;

    /** Samples, of 1.92 s, over which works reach into the handovers before and after: two minutes. */
    private static final int HANDOVER_REACH = 60;

    /**
     * Why a stretch of a call may look odd for planned works, or null.
     *
     * @param from first sample
     * @param to end, exclusive
     */
    public @Nullable String explains(ComparedCall call, int from, int to) {
        for (PlannedWork work : works) {
            int touched = 0;
            for (int i = from; i < to; i++) {
                touched += touches(work, call, i) ? 1 : 0;
            }
            if (2 * touched > to - from) {
                return "planned works: " + work.text();
            }
        }
        return null;
    }

    /** The call without what it met where works go on, and without what it heard of cells worked on; empty where it met none. */
    public Optional<ComparedCall> leftOut(ComparedCall call) {
        CallTrace trace = call.trace();
        boolean[] met = new boolean[trace.size()];
        boolean[] heard = new boolean[trace.neighbourCell().length];
        boolean any = false;
        for (PlannedWork work : works) {
            int cell = work.cellId() == null ? -1 : trace.cells().indexOf(work.cellId());
            for (int i = 0; i < met.length; i++) {
                met[i] |= touches(work, call, i);
                any |= met[i];
                for (int k = trace.neighbourStart()[i]; cell >= 0 && k < trace.neighbourStart()[i + 1]; k++) {
                    heard[k] |= trace.neighbourCell()[k] == cell && during(work, trace.startMs()[i]);
                    any |= heard[k];
                }
            }
        }
        return any ? Optional.of(call.leavingOut(met, heard)) : Optional.empty();
    }

    /** Those of the works that go on at some time from one to another, epoch milliseconds. */
    public WorksCalendar during(long fromMs, long toMs) {
        return new WorksCalendar(
                works.stream()
                        .filter(w -> w.startMs() <= toMs && w.endMs() > fromMs)
                        .toList(),
                cells);
    }

    /** Whether works on this very cell go on at a time. */
    public boolean coversCell(String cell, long timeMs) {
        for (PlannedWork work : works) {
            if (during(work, timeMs) && cell.equals(work.cellId())) {
                return true;
            }
        }
        return false;
    }

    private static boolean during(PlannedWork work, long timeMs) {
        return timeMs >= work.startMs() && timeMs < work.endMs();
    }

    /**
     * Why the handovers of a stretch may look odd for planned works: where a cell is worked on, its neighbours serve
     * further than usual. Null where nothing explains them.
     *
     * @param from first sample
     * @param to end, exclusive
     */
    public @Nullable String explainsHandovers(ComparedCall call, int from, int to) {
        int first = Math.max(0, from - HANDOVER_REACH);
        int last = Math.min(call.trace().size(), to + HANDOVER_REACH);
        for (PlannedWork work : works) {
            for (int i = first; i < last; i++) {
                if (touches(work, call, i)) {
                    return "planned works: " + work.text();
                }
            }
        }
        return null;
    }

    private boolean touches(PlannedWork work, ComparedCall call, int i) {
        if (!during(work, call.trace().startMs()[i])) {
            return false;
        }
        String cell = call.trace().cells().get(call.trace().cell()[i]);
        if (work.cellId() != null) {
            return cell.equals(work.cellId());
        }
        CellInfo info = cells.get(cell);
        double km = call.km()[i];
        return info != null
                && work.line() != null
                && work.line().equals(info.line())
                && km >= Math.min(work.kmFrom(), work.kmTo()) - MARGIN_KM
                && km <= Math.max(work.kmFrom(), work.kmTo()) + MARGIN_KM;
    }
}
