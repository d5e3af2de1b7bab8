package org.lineside.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.config.Settings;

/**
 * What to read, and how.
 *
 * @param paths files and folders
 * @param settings profile, columns, reject ratio
 * @param threads number of threads, at least 1
 * @param known tells by SHA-256 whether a file's content was taken before
 * @param rejectsFolder where rejected lines are written, null for nowhere
 * @param policy which calls are handed on
 * @param pending what the last batch kept back
 * @param knownCells reference data of earlier batches; rows of this batch replace them by identifier
 * @param progress told how far the reading is
 */
public record IntakeRequest(
        List<Path> paths,
        Settings.Intake settings,
        int threads,
        Predicate<String> known,
        @Nullable Path rejectsFolder,
        AssemblyPolicy policy,
        List<PendingCall> pending,
        List<CellInfo> knownCells,
        Progress progress) {
    /** Reads these paths as complete input, with nothing known before and nothing written. */
    public static IntakeRequest complete(List<Path> paths, Settings.Intake settings, int threads) {
        return new IntakeRequest(
                paths,
                settings,
                threads,
                sha256 -> false,
                null,
                new AssemblyPolicy.Complete(),
                List.of(),
                List.of(),
                Progress.NONE);
    }
}
