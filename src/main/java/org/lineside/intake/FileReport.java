package org.lineside.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineside.intake.lines.FileKind;

/**
 * What became of one input file.
 *
 * @param path absolute
 * @param sha256 of the bytes on the disk, hexadecimal; empty when they could not be read at all
 * @param kind what the file holds
 * @param bytes size on the disk
 * @param lines data lines read, rejected ones included
 * @param rejected lines that break the contract
 * @param duplicates lines whose call and time stood earlier already
 * @param firstMs earliest data time, epoch milliseconds UTC, null without any
 * @param lastMs latest data time, null without any
 * @param state what became of it
 * @param reason why it was set aside, one sentence; null when it was not
 * @param unknownColumns columns the contract does not know
 */
public record FileReport(
        Path path,
        String sha256,
        FileKind kind,
        long bytes,
        long lines,
        long rejected,
        long duplicates,
        @Nullable Long firstMs,
        @Nullable Long lastMs,
        State state,
        @Nullable String reason,
        List<String> unknownColumns) {
    /** What became of a file. */
    public enum State {
        /** Its good lines count. */
        LOADED,
        /** None of its lines count: it cannot be read as what it should be, or has too many bad lines. */
        QUARANTINED,
        /** None of its lines count: its content was read before. */
        DUPLICATE;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same report with this number of duplicate lines. */
    FileReport withDuplicates(long count) {
        return new FileReport(
                path, sha256, kind, bytes, lines, rejected, count, firstMs, lastMs, state, reason, unknownColumns);
    }
}
