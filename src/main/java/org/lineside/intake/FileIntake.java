package org.lineside.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.assembly.SourceRows;
import org.lineside.intake.FileReport.State;
import org.lineside.intake.lines.FileKind;
import org.lineside.intake.lines.Header;
import org.lineside.intake.lines.LineParser;
import org.lineside.intake.lines.ParsedChunk;
import org.lineside.intake.lines.Reject;

/**
 * What is known of one input file while it is read. Pieces may come in any order; they are taken in the order of the
 * file. Safe for use by several threads.
 */
final class FileIntake {
    /** Rejects kept in memory per file. */
    private static final int REJECTS_SHOWN = 100;

    final Path path;
    final int number;
    private final long bytes;
    private final double maxRejectRatio;
    private final @Nullable RejectsFile rejectsFile;
    private @Nullable Header header;
    private @Nullable String problem;
    private String sha256 = "";
    private final Map<Integer, ParsedChunk> early = new HashMap<>();
    private int nextPiece;
    private int pieces = -1;
    private long lines;
    private long rejected;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private final List<Reject> firstRejects = new ArrayList<>();
    private SourceRows rows = SourceRows.empty(0);
    private final List<ParsedChunk.Table> tables = new ArrayList<>();
    private State state = State.LOADED;

    FileIntake(Path path, int number, long bytes, double maxRejectRatio, @Nullable Path rejectsFolder) {
        this.path = path;
        this.number = number;
        this.bytes = bytes;
        this.maxRejectRatio = maxRejectRatio;
        this.rejectsFile = rejectsFolder == null ? null : new RejectsFile(rejectsFolder, path, number);
    }

    synchronized void begin(Header fileHeader) {
        header = fileHeader;
        rows = SourceRows.empty(LineParser.columns(fileHeader));
    }

    /** The file cannot be read as what it should be. */
    synchronized void fail(String why) {
        problem = why;
    }

    /** Takes a piece; returns whether it was the last one that was missing. */
    synchronized boolean take(int piece, ParsedChunk chunk) {
        early.put(piece, chunk);
        for (ParsedChunk c = early.remove(nextPiece); c != null; c = early.remove(nextPiece)) {
            count(c);
            nextPiece++;
        }
        return nextPiece == pieces;
    }

    /** No more pieces will be cut; returns whether all have been taken. */
    synchronized boolean end(int count, String hash) {
        pieces = count;
        sha256 = hash;
        return nextPiece == pieces;
    }

    private void count(ParsedChunk c) {
        long before = lines + 1;
        List<Reject> placed =
                c.rejects().stream().map(r -> r.at(path.toString(), before)).toList();
        for (int i = 0; i < placed.size() && firstRejects.size() < REJECTS_SHOWN; i++) {
            firstRejects.add(placed.get(i));
        }
        if (rejectsFile != null) {
            rejectsFile.write(placed);
        }
        lines += c.lines();
        rejected += placed.size();
        firstMs = Math.min(firstMs, c.firstMs());
        lastMs = Math.max(lastMs, c.lastMs());
        switch (c) {
            case ParsedChunk.Table t -> tables.add(t);
            case ParsedChunk.Measurements m -> {
                for (int i = 0; i < m.calls().length; i++) {
                    int from = i == 0 ? 0 : m.ends()[i - 1];
                    rows.append(m.calls()[i], m.data(), from, m.ends()[i] - from, m.rows()[i], m.latestMs()[i]);
                }
            }
        }
    }

    /** Decides what becomes of the file once it is read. */
    synchronized void judge(boolean known) {
        if (problem == null && rejected > maxRejectRatio * lines) {
            problem = String.format(
                    Locale.ROOT,
                    "%d of %d lines break the contract, more than intake.max_reject_ratio = %s allows",
                    rejected,
                    lines,
                    maxRejectRatio);
        }
        if (known) {
            setAside(State.DUPLICATE);
        } else if (problem != null) {
            setAside(State.QUARANTINED);
        }
    }

    /** None of the file's lines count. */
    synchronized void setAside(State as) {
        state = as;
        rows = SourceRows.empty(0);
        tables.clear();
        early.clear();
    }

    /** Publishes or discards the rejects; to be called once, when the state is final. */
    synchronized void closeRejects() {
        if (rejectsFile == null) {
            return;
        }
        if (state == State.DUPLICATE) {
            rejectsFile.discard();
        } else {
            rejectsFile.publish(sha256);
        }
    }

    synchronized FileReport report() {
        boolean timed = firstMs <= lastMs;
        return new FileReport(
                path,
                sha256,
                header == null ? FileKind.UNKNOWN : header.kind(),
                bytes,
                lines,
                rejected,
                0,
                timed ? Long.valueOf(firstMs) : null,
                timed ? Long.valueOf(lastMs) : null,
                state,
                state == State.DUPLICATE ? null : problem,
                header == null ? List.of() : header.unknown());
    }

    synchronized String sha256() {
        return sha256;
    }

    synchronized SourceRows rows() {
        return rows;
    }

    synchronized List<ParsedChunk.Table> tables() {
        return List.copyOf(tables);
    }

    synchronized List<Reject> firstRejects() {
        return state == State.DUPLICATE ? List.of() : List.copyOf(firstRejects);
    }
}
