package org.lineside.calls;

import java.util.List;

/**
 * Everything a batch of files says, assembled: what the stages behind the intake work on.
 *
 * @param profile the radio technology
 * @param cellNames every cell named in the traces, sorted; traces index into it
 * @param traces the calls, sorted by end, start, identifier; perhaps unpacked as they are looked at, see {@link #calls}
 * @param cells rows of the cells files, by identifier
 * @param works planned works, by start
 * @param events events, by time
 */
public record CallSet(
        Profile profile,
        List<String> cellNames,
        List<CallTrace> traces,
        List<CellInfo> cells,
        List<PlannedWork> works,
        List<RadioEvent> events) {

    /** The calls, whose measurements may be packed away. */
    public List<? extends Call> calls() {
        return Call.of(traces);
    }
}
