package org.lineside.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.intake.FileReport.State;
import org.lineside.intake.lines.Reject;

/** What stands at the edges of text, of compressed streams and of time. */
class IntakeEdgesTest {
    private static final String HEADER = "call_id\ttime\tcell_id\trxlev_dl\tremark\n";
    private static final String LINE = "c\t1772339640000\tA\t30\t\n";

    @TempDir
    private Path folder = Path.of("");

    private IntakeResult read(double maxRejectRatio) {
        return Intake.read(IntakeRequest.complete(List.of(folder), IntakePropertyTest.settings(maxRejectRatio), 2));
    }

    private FileReport only(byte[] content) throws IOException {
        Files.write(folder.resolve("m.tsv"), content);
        return read(0.05).files().getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Not compressed, so that its length follows from that of the text. */
    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        }) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(packed)) {
            out.write(bytes(text));
        }
        return packed.toByteArray();
    }

    @Test
    void referenceTablesArePlainText() throws IOException {
        Files.writeString(folder.resolve("w.tsv"), """
                text\tend\tstart\tcell_id\tmore\r
                "half\t9999-12-31T23:59:59Z\t0\tA"1"\t\r
                a "quoted" word\t2\t1\tB\t"\r
                # no comment \\t\t4\t3\tC\t\r
                 spaces and a \rreturn \t6\t5\tD\t
                """);
        IntakeResult result = read(0.05);
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.calls().works())
                .extracting(PlannedWork::text)
                .containsExactly("\"half", "a \"quoted\" word", "# no comment \\t", " spaces and a \rreturn ");
        assertThat(result.calls().works()).extracting(PlannedWork::cellId).containsExactly("A\"1\"", "B", "C", "D");
        assertThat(result.files().getFirst().unknownColumns()).containsExactly("more");
    }

    @Test
    void badLinesOfReferenceTablesAreRejectedWithTheirPlace() throws IOException {
        Files.write(
                folder.resolve("c.tsv"),
                join(
                        bytes(
                                "cell_id\tsite\ttrack_km\tbsic\n\tS\t1\t1\nA\tS\t1\t64\nA\tS\n\nA\tS\t1\t1\t\"over\nB\tx"),
                        new byte[] {(byte) 0xFF},
                        bytes("\t1\t1\nC\tx\u0000y\t1\t1\nD\tS\t1,5\t1\nE\tS\t1.5\t63")));
        IntakeResult result = read(1);
        String id = "an identifier of 1 to 64 bytes of UTF-8 without control characters";
        assertThat(result.firstRejects())
                .extracting(Reject::line, Reject::field, Reject::column, Reject::value, Reject::expected)
                .containsExactly(
                        tuple(2L, 1, "cell_id", "", id),
                        tuple(3L, 4, "bsic", "64", "a whole number from 0 to 63"),
                        tuple(4L, 3, "track_km", "", "4 fields, found 2"),
                        tuple(5L, 2, "site", "", "4 fields, found 1"),
                        tuple(6L, 5, "", "\"over", "4 fields, found 5"),
                        tuple(7L, 2, "site", "x\uFFFD", "text in UTF-8 without NUL"),
                        tuple(8L, 2, "site", "x\u0000y", "text in UTF-8 without NUL"),
                        tuple(9L, 3, "track_km", "1,5", "a number from -100000 to 100000"));
        assertThat(result.calls().cells()).extracting(c -> c.cellId()).containsExactly("E");
        assertThat(result.lines()).isEqualTo(9);
    }

    /** The slow truth: lines end at LF, one CR before it belongs to the end, and tabs part fields. */
    @Test
    void anyCellsReadAsSplitByHand() throws IOException {
        Random random = new Random(20261121);
        String[] bits = {"\"", "'", "\\", "#", " ", "\r", "\r\n", "\n", "\t", "é", "x", ",", "\u2028"};
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder("cell_id\tsite\n");
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(random.nextInt(3) == 0 ? "\nid" + i + "\t" : bits[random.nextInt(bits.length)]);
            }
            text.append("\nlast\tend");
            Files.writeString(folder.resolve("cells.tsv"), text);
            Map<String, String> sites = new TreeMap<>();
            List<Long> rejected = new ArrayList<>();
            String[] lines = text.toString().split("\n", -1);
            for (int i = 1; i < lines.length; i++) {
                String line = lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
                String[] fields = line.split("\t", -1);
                if (fields.length == 2 && fields[0].matches("[^\\x00-\\x1F\\x7F]+")) {
                    sites.put(fields[0], fields[1]);
                } else {
                    rejected.add(i + 1L);
                }
            }
            int piece = 16 + random.nextInt(50);
            IntakeResult result =
                    Intake.read(IntakeRequest.complete(List.of(folder), IntakePropertyTest.settings(1), 1), piece);
            assertThat(result.firstRejects()).extracting(Reject::line).isEqualTo(rejected);
            Map<String, String> found = new TreeMap<>();
            result.calls().cells().forEach(c -> found.put(c.cellId(), c.site() == null ? "" : c.site()));
            assertThat(found).isEqualTo(sites);
        }
    }

    @Test
    void noiseCostsItsLineWhereverItStands() throws IOException {
        for (int at : new int[] {1, 500, 9000}) {
            StringBuilder text = new StringBuilder(HEADER);
            for (int i = 1; i <= 10_000; i++) {
                text.append(i == at ? "c\u0000\t1\tA\t30\t\n" : LINE);
            }
            FileReport report = only(bytes(text.toString()));
            assertThat(report.state()).as("NUL in line %d", at).isEqualTo(State.LOADED);
            assertThat(report.rejected()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatEndsInNoiseIsSetAsideByItsShareOfBadLines() throws IOException {
        byte[] good = bytes(HEADER + LINE.repeat(10_000));
        byte[] noise = new byte[400_000];
        new Random(3).nextBytes(noise);
        FileReport report = only(join(good, noise));
        assertThat(report.state()).isEqualTo(State.QUARANTINED);
        assertThat(report.reason()).contains("break the contract");
        // A block of zeros is what a lost sector leaves: one line.
        assertThat(only(join(good, new byte[4096], bytes("\n" + LINE))).rejected())
                .isEqualTo(1);
    }

    @Test
    void whatFollowsTheEndOfAStreamSetsTheFileAside() throws IOException {
        byte[] first = gzip(HEADER + LINE);
        for (int more = 1; more <= 40; more++) {
            FileReport report = only(join(first, new byte[more]));
            assertThat(report.state()).as("%d zeros", more).isEqualTo(State.QUARANTINED);
            assertThat(report.reason()).isEqualTo("the gzip stream is damaged: bytes that are no gzip follow its end");
        }
        assertThat(only(join(first, new byte[] {0x1f, (byte) 0x8b, 8})).state()).isEqualTo(State.QUARANTINED);
        assertThat(only(join(zstd(HEADER + LINE), bytes("rubbish"))).state()).isEqualTo(State.QUARANTINED);
    }

    /** The reader's buffer holds 65536 bytes: the end of the first stream goes through every place around its end. */
    @Test
    void streamsOneAfterTheOtherAreOneFile() throws IOException {
        int around = 1 << 16;
        int overhead = gzip(HEADER + "c\t1\tA\t30\t" + "x".repeat(around - 200) + "\n").length - around;
        for (int shift = -40; shift <= 40; shift += shift > -12 && shift < 12 ? 1 : 4) {
            String remark = "x".repeat(around - 200 - overhead + shift);
            byte[] first = gzip(HEADER + "c\t1\tA\t30\t" + remark + "\n");
            assertThat(first.length).isEqualTo(around + shift);
            FileReport two = only(join(first, gzip("c\t2\tA\t30\t\n"), gzip(""), gzip("c\t3\tA\t30\t\n")));
            assertThat(two.state()).as("shifted by %d", shift).isEqualTo(State.LOADED);
            assertThat(two.lines()).isEqualTo(3);
            assertThat(only(join(first, bytes("?"))).state()).isEqualTo(State.QUARANTINED);
            assertThat(only(first).state()).isEqualTo(State.LOADED);
        }
        assertThat(only(join(zstd(HEADER + LINE), zstd("c\t2\tA\t30\t\n"))).lines())
                .isEqualTo(2);
    }

    @Test
    void whatWasMeasuredIsBefore2100() throws IOException {
        Files.writeString(folder.resolve("m.tsv"), HEADER + """
                c\t2099-12-31T23:59:59.999Z\tA\t30\t
                c\t4102444800000\tA\t30\t
                c\t2106-02-07T06:28:15Z\tA\t30\t
                """);
        assertThat(read(1).firstRejects()).extracting(Reject::line).containsExactly(3L, 4L);
        assertThat(read(1).firstRejects().getFirst().expected()).endsWith(", before 2100");
    }

    @Test
    void aClockThatRunsYearsAheadEndsNoCallOfOthers() throws IOException {
        long day = 86_400_000L;
        long now = 1_772_339_640_000L;
        long[][] slices = {{now, now + 1000}, {now + 20 * 365 * day}, {now + 10_000}, {now + 3_600_000}};
        List<PendingCall> pending = List.of();
        long watermark = Long.MIN_VALUE;
        List<String> judged = new ArrayList<>();
        for (int s = 0; s < slices.length; s++) {
            StringBuilder text = new StringBuilder(HEADER);
            for (long time : slices[s]) {
                // The first slice holds a clock that was never set, too.
                text.append(time - now > day ? "ahead" : "call" + s / 3)
                        .append('\t')
                        .append(time)
                        .append("\tA\t30\t\n");
            }
            text.append(s == 0 ? "back\t0\tA\t30\t\n" : "");
            Path file = Files.writeString(folder.resolve(s + ".tsv"), text);
            IntakeResult result = Intake.read(new IntakeRequest(
                    List.of(file),
                    IntakePropertyTest.settings(1),
                    1,
                    sha -> false,
                    null,
                    new AssemblyPolicy.UntilReleased(30, watermark),
                    pending,
                    List.of(),
                    Progress.NONE));
            pending = result.pending();
            watermark = result.watermarkMs();
            result.calls().traces().forEach(t -> judged.add(t.info().callId() + "/" + t.totalReports()));
        }
        assertThat(judged).containsExactly("back/1", "ahead/1", "call0/3");
        assertThat(pending).extracting(PendingCall::callId).containsExactly("call1");
        assertThat(watermark).isEqualTo(now + 3_600_000);
    }
}
