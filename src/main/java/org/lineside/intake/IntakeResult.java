package org.lineside.intake;

import java.util.List;
import org.lineside.calls.CallSet;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.intake.lines.Reject;

/**
 * What was read.
 *
 * @param calls the calls handed on, with cells, works and events
 * @param files one report per file, by path
 * @param pending calls kept back, to be handed in with the next batch
 * @param labels rows of labels files
 * @param firstRejects the first rejected lines of each file, by file and line, for people to look at
 * @param withoutMeasurements calls named in calls or events files that have no measurement
 * @param watermarkMs latest data time seen so far that the others lead up to, {@link Long#MIN_VALUE} when none
 */
public record IntakeResult(
        CallSet calls,
        List<FileReport> files,
        List<PendingCall> pending,
        List<OperatorLabel> labels,
        List<Reject> firstRejects,
        int withoutMeasurements,
        long watermarkMs) {
    /** Times after this are not believed; 0 when nothing is known. Epoch milliseconds. */
    public long horizonMs() {
        return watermarkMs == Long.MIN_VALUE ? 0 : watermarkMs + AssemblyPolicy.LONGEST_SILENCE_MS;
    }

    /** The same without the calls, to be held on to while they are let go. */
    public IntakeResult withoutCalls() {
        CallSet none = new CallSet(
                calls.profile(), calls.cellNames(), List.of(), calls.cells(), calls.works(), calls.events());
        return new IntakeResult(none, files, pending, labels, firstRejects, withoutMeasurements, watermarkMs);
    }

    /** Data lines read in all files, rejected ones included. */
    public long lines() {
        return files.stream().mapToLong(FileReport::lines).sum();
    }

    /** Rejected lines in all files. */
    public long rejected() {
        return files.stream().mapToLong(FileReport::rejected).sum();
    }

    /** Number of files in this state. */
    public long files(FileReport.State state) {
        return files.stream().filter(f -> f.state() == state).count();
    }
}
