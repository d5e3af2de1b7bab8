package org.lineside.calls.assembly;

import java.util.List;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Profile;
import org.lineside.calls.RadioEvent;

/**
 * What the assembly works on.
 *
 * @param profile the profile all rows were read with
 * @param calls names behind the calls of {@code sources}
 * @param cells names behind the cells in the rows
 * @param mobiles names behind the mobiles in the rows
 * @param sources one per measurements file, in the order in which the first line wins; entries may be null for files
 *     without rows
 * @param callRows rows of the calls files, in the same order
 * @param events rows of the events files, in the same order
 * @param cellInfos one row per cell, by identifier
 * @param pending what the last batch kept back
 * @param policy which calls are handed on
 * @param threads number of threads, at least 1
 */
public record AssemblyInput(
        Profile profile,
        Dictionary calls,
        Dictionary cells,
        Dictionary mobiles,
        List<SourceRows> sources,
        List<CallRow> callRows,
        List<RadioEvent> events,
        List<CellInfo> cellInfos,
        List<PendingCall> pending,
        AssemblyPolicy policy,
        int threads) {}
