package org.lineside.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallSet;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.Profile;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.assembly.AssemblyInput;
import org.lineside.calls.assembly.AssemblyResult;
import org.lineside.calls.assembly.CallAssembler;
import org.lineside.calls.assembly.CallRow;
import org.lineside.calls.assembly.Dictionary;
import org.lineside.intake.FileReport.State;
import org.lineside.intake.lines.LineParser;
import org.lineside.intake.lines.Numbering;
import org.lineside.intake.lines.ParsedChunk;
import org.lineside.intake.lines.Reject;
import org.lineside.intake.source.InputFiles;
import org.lineside.intake.source.TextChunk;

/**
 * Reads a batch of files. The result is the same for any number of threads and any cutting of the lines into files.
 */
public final class Intake {
    /** Fits the second-level cache, so that text is hashed, split and parsed while it is there. */
    private static final int PIECE_BYTES = 1 << 20;

    private final IntakeRequest request;
    private final int pieceBytes;
    private final Dictionary callIds = new Dictionary();
    private final Dictionary cellIds = new Dictionary();
    private final Dictionary mobileIds = new Dictionary();
    private final List<FileIntake> files = new ArrayList<>();
    private final Map<String, FileIntake> byContent = new HashMap<>();

    private Intake(IntakeRequest request, int pieceBytes) {
        this.request = request;
        this.pieceBytes = pieceBytes;
    }

    /**
     * Reads what is asked for. Bad lines and bad files are reported in the result, never thrown.
     *
     * @throws IllegalArgumentException when a path does not exist, the profile is unknown, or calls kept back were read
     *     with another profile; the message is for the user
     * @throws java.io.UncheckedIOException when a folder cannot be listed, or rejects cannot be written
     */
    public static IntakeResult read(IntakeRequest request) {
        return read(request, PIECE_BYTES);
    }

    /** The same, with pieces of another size. */
    static IntakeResult read(IntakeRequest request, int pieceBytes) {
        return new Intake(request, pieceBytes).run();
    }

    private IntakeResult run() {
        List<Profile> allowed = Profiles.allowed(
                request.settings().profile(), request.settings().profiles());
        Profile before = profileOf(request);
        long total = listFiles();
        PieceSource source = new PieceSource(
                files, request.settings().columns(), allowed, before, total, request.progress(), this::finish);
        parseAll(source);
        files.forEach(FileIntake::closeRejects);
        Profile profile = source.profile();
        return assemble(profile == null ? allowed.getFirst() : profile);
    }

    private static @Nullable Profile profileOf(IntakeRequest request) {
        return request.pending().isEmpty()
                ? null
                : Profiles.load(
                        request.pending().getFirst().profile(),
                        request.settings().profiles());
    }

    private long listFiles() {
        long total = 0;
        for (Path path : InputFiles.find(request.paths())) {
            long bytes = size(path);
            total += bytes;
            double ratio = request.settings().maxRejectRatio();
            files.add(new FileIntake(path, files.size(), bytes, ratio, request.rejectsFolder()));
        }
        return total;
    }

    /** Size in bytes; 0 when it cannot be told, since the reading will say so. */
    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private void parseAll(PieceSource source) {
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, request.threads()))) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < Math.max(1, request.threads()); t++) {
                running.add(pool.submit(() -> parsePieces(source)));
            }
            for (Future<?> f : running) {
                f.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the input could not be parsed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the input was read", e);
        }
    }

    private void parsePieces(PieceSource source) {
        TextChunk chunk = new TextChunk(pieceBytes);
        Numbering numbering = new Numbering(callIds, cellIds, mobileIds);
        LineParser parser = null;
        FileIntake file = null;
        for (PieceSource.Piece p = source.next(chunk); p != null; p = source.next(chunk)) {
            if (parser == null || file != p.file()) {
                parser = LineParser.of(p.header(), numbering);
                file = p.file();
            }
            if (p.file().take(p.number(), parser.parse(chunk.bytes, 0, chunk.size))) {
                finish(p.file());
            }
        }
    }

    /** A file is read and parsed. Of files with the same content the first by path counts, whoever comes first. */
    private void finish(FileIntake file) {
        String hash = file.sha256();
        file.judge(!hash.isEmpty() && request.known().test(hash));
        synchronized (byContent) {
            FileIntake other = hash.isEmpty() ? null : byContent.get(hash);
            if (other != null && other.number < file.number) {
                file.setAside(State.DUPLICATE);
            } else if (!hash.isEmpty()) {
                byContent.put(hash, file);
                if (other != null) {
                    other.setAside(State.DUPLICATE);
                }
            }
        }
    }

    private IntakeResult assemble(Profile profile) {
        List<CallRow> callRows = new ArrayList<>();
        List<RadioEvent> events = new ArrayList<>();
        List<PlannedWork> works = new ArrayList<>();
        List<OperatorLabel> labels = new ArrayList<>();
        TreeMap<String, CellInfo> cells = new TreeMap<>();
        request.knownCells().forEach(c -> cells.put(c.cellId(), c));
        for (FileIntake file : files) {
            for (ParsedChunk.Table t : file.tables()) {
                callRows.addAll(t.calls());
                events.addAll(t.events());
                works.addAll(t.works());
                labels.addAll(t.labels());
                t.cells().forEach(c -> cells.put(c.cellId(), c));
            }
        }
        works.sort(Comparator.comparingLong(PlannedWork::startMs).thenComparing(PlannedWork::toString));
        List<CellInfo> cellInfos = List.copyOf(cells.values());
        AssemblyResult assembled = CallAssembler.assemble(new AssemblyInput(
                profile,
                callIds,
                cellIds,
                mobileIds,
                files.stream().map(FileIntake::rows).toList(),
                callRows,
                events,
                cellInfos,
                request.pending(),
                request.policy(),
                request.threads()));
        CallSet set =
                new CallSet(profile, assembled.cellNames(), assembled.traces(), cellInfos, works, assembled.events());
        return result(set, assembled, labels);
    }

    private IntakeResult result(CallSet set, AssemblyResult assembled, List<OperatorLabel> labels) {
        List<FileReport> reports = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        for (FileIntake file : files) {
            reports.add(file.report().withDuplicates(assembled.duplicates()[file.number]));
            rejects.addAll(file.firstRejects());
        }
        return new IntakeResult(
                set,
                List.copyOf(reports),
                assembled.pending(),
                List.copyOf(labels),
                List.copyOf(rejects),
                assembled.withoutMeasurements(),
                assembled.watermarkMs());
    }
}
