package org.lineside.calls.assembly;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;

/**
 * What the assembly made.
 *
 * @param cellNames every cell named in the traces, sorted
 * @param traces the calls handed on, by end, start, identifier
 * @param events events of the calls handed on and of no call, by time
 * @param pending calls kept back, by identifier
 * @param duplicates duplicate lines per source
 * @param withoutMeasurements calls named in calls or events files that have no measurement and were given up
 * @param watermarkMs latest data time seen so far that the others lead up to, {@link Long#MIN_VALUE} when none
 */
public record AssemblyResult(
        List<String> cellNames,
        List<CallTrace> traces,
        List<RadioEvent> events,
        List<PendingCall> pending,
        int[] duplicates,
        int withoutMeasurements,
        long watermarkMs) {}
