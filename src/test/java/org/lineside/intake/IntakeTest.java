package org.lineside.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.config.Settings;
import org.lineside.intake.FileReport.State;
import org.lineside.intake.lines.FileKind;
import org.lineside.intake.lines.Reject;

class IntakeTest {
    private static final String HEADER = "call_id\ttime\tcell_id\trxlev_dl\trxlev_ul\trxqual_dl\tneighbours\n";

    @TempDir
    private Path folder = Path.of("");

    private Path rejects = Path.of("");

    @BeforeEach
    void folders() {
        rejects = folder.resolveSibling(folder.getFileName() + "-rejects");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String line(String call, int second, String cell, int level) {
        return call + String.format("\t2026-03-01T04:34:%02d.480Z\t", second) + cell + "\t" + level + "\t30\t0\tN:20\n";
    }

    private IntakeResult read() {
        return Intake.read(IntakeRequest.complete(List.of(folder), IntakePropertyTest.settings(1), 2));
    }

    private FileReport only() {
        List<FileReport> files = read().files();
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01T25:00:00Z     |c|A|10|20|0|N:5  |2|time",
                "2026-02-30T05:00:00Z     |c|A|10|20|0|N:5  |2|time",
                "2026-03-01T05:00:00      |c|A|10|20|0|N:5  |2|time",
                "2026-03-01T05:00:00+01:00|c|A|10|20|0|N:5  |2|time",
                "2026-03-01 05:00:00Z     |c|A|10|20|0|N:5  |2|time",
                "2026-03-01T05:00:00.Z    |c|A|10|20|0|N:5  |2|time",
                "''                       |c|A|10|20|0|N:5  |2|time",
                "-5                       |c|A|10|20|0|N:5  |2|time",
                "1000                     |''|A|10|20|0|N:5 |1|call_id",
                "1000                     |c|''|10|20|0|N:5 |3|cell_id",
                "1000                     |c|A|64|20|0|N:5  |4|rxlev_dl",
                "1000                     |c|A|-1|20|0|N:5  |4|rxlev_dl",
                "1000                     |c|A|1.5|20|0|N:5 |4|rxlev_dl",
                "1000                     |c|A|x|20|0|N:5   |4|rxlev_dl",
                "1000                     |c|A|10|999999999999|0|N:5|5|rxlev_ul",
                "1000                     |c|A|10|20|8|N:5  |6|rxqual_dl",
                "1000                     |c|A|10|20|0|N    |7|neighbours",
                "1000                     |c|A|10|20|0|N:   |7|neighbours",
                "1000                     |c|A|10|20|0|:5   |7|neighbours",
                "1000                     |c|A|10|20|0|N:64 |7|neighbours",
                "1000                     |c|A|10|20|0|N:5, |7|neighbours",
                "1000                     |c|A|10|20|0|N:5,,M:6|7|neighbours",
                "1000                     |c|A|10|20|0|a:1,b:1,c:1,d:1,e:1,f:1,g:1|7|neighbours",
            })
    void badValueIsRejectedWithItsPlace(
            String time, String call, String cell, String dl, String ul, String q, String n, int field, String column)
            throws IOException {
        String bad = String.join("\t", call, time, cell, dl, ul, q, n);
        write("m.tsv", HEADER + line("good", 1, "A", 30) + bad + "\n" + line("good", 2, "A", 31));

        IntakeResult result = read();

        assertThat(result.firstRejects()).hasSize(1);
        Reject reject = result.firstRejects().getFirst();
        assertThat(reject.line()).isEqualTo(3);
        assertThat(reject.field()).isEqualTo(field);
        assertThat(reject.column()).isEqualTo(column);
        assertThat(reject.value()).isEqualTo(bad.split("\t", -1)[field - 1]);
        assertThat(result.lines()).isEqualTo(3);
        assertThat(result.calls().traces()).hasSize(1);
        assertThat(result.calls().traces().getFirst().totalReports()).isEqualTo(2);
    }

    @Test
    void identifiersAreOneTo64BytesOfUtf8() throws IOException {
        String longest = "x".repeat(64);
        byte[] broken = (HEADER + "c\t1\t?\t1\t1\t1\t\n").getBytes(StandardCharsets.UTF_8);
        broken[HEADER.length() + 4] = (byte) 0xFF;
        Files.write(folder.resolve("a.tsv"), broken);
        write("b.tsv", HEADER + "c\t1\t" + longest + "\t1\t1\t1\t\nc\t2\t" + longest + "x\t1\t1\t1\t\n");
        write("c.tsv", HEADER + "c\t3\tZürich ü\t1\t1\t1\t\nc\t4\ta\u0001\t1\t1\t1\t\n");

        IntakeResult result = read();

        assertThat(result.firstRejects()).extracting(Reject::line).containsExactly(2L, 3L, 3L);
        assertThat(result.firstRejects()).extracting(Reject::column).containsOnly("cell_id");
        assertThat(result.calls().cellNames()).containsExactly("Zürich ü", longest);
    }

    @Test
    void tooFewAndTooManyFields() throws IOException {
        write("m.tsv", HEADER + """
                c\t1\tA
                c\t1\tA\t1\t1\t1\t\textra

                """ + line("c", 1, "A", 3));

        List<Reject> found = read().firstRejects();

        assertThat(found).extracting(Reject::line).containsExactly(2L, 3L, 4L);
        assertThat(found).extracting(Reject::field).containsExactly(4, 8, 2);
        assertThat(found).extracting(Reject::column).containsExactly("rxlev_dl", "", "time");
        assertThat(found).extracting(Reject::value).containsExactly("", "extra", "");
        assertThat(found.getFirst().expected()).isEqualTo("7 fields, found 3");
    }

    @Test
    void aMissingDownlinkHalfIsValid() throws IOException {
        write("m.tsv", HEADER + """
                c\t0\tA\t\t30\t\t
                c\t480\tA\t63\t30\t6\tN:20
                """);

        CallTrace trace = read().calls().traces().getFirst();

        assertThat(trace.reports()).containsExactly(2);
        assertThat(trace.downlinkReports()).containsExactly(1);
        assertThat(trace.channel(Channel.LEVEL_DL)).containsExactly(-47);
        assertThat(trace.censored()).containsExactly(1);
        assertThat(trace.badDownlink()).containsExactly(1);
        assertThat(trace.has(Channel.TIMING_ADVANCE)).isFalse();
    }

    @Test
    void rejectsAreWrittenAndNothingElse() throws IOException {
        write("m.tsv", HEADER + line("c", 1, "A", 30) + "c\t1\tA\t99\t1\t1\tx\\y\n");
        Settings.Intake settings = IntakePropertyTest.settings(1);
        Intake.read(new IntakeRequest(
                List.of(folder),
                settings,
                1,
                s -> false,
                rejects,
                new AssemblyPolicy.Complete(),
                List.of(),
                List.of(),
                Progress.NONE));

        try (var written = Files.list(rejects)) {
            List<Path> files = written.toList();
            assertThat(files).hasSize(1);
            assertThat(files.getFirst().getFileName().toString())
                    .startsWith("m.tsv.")
                    .endsWith(".rejects.tsv");
            assertThat(Files.readAllLines(files.getFirst()))
                    .containsExactly(
                            "file\tline\tfield\tcolumn\tvalue\texpected",
                            folder.resolve("m.tsv").toAbsolutePath()
                                    + "\t3\t4\trxlev_dl\t99\ta whole number from 0 to 63");
        }
        IntakePropertyTest.delete(rejects);
    }

    @Test
    void tooManyBadLinesSetTheFileAside() throws IOException {
        write("bad.tsv", HEADER + line("c", 1, "A", 30) + "rubbish\n");
        write("good.tsv", HEADER + line("d", 1, "A", 30));

        IntakeResult result =
                Intake.read(IntakeRequest.complete(List.of(folder), IntakePropertyTest.settings(0.05), 2));

        assertThat(result.files()).extracting(FileReport::state).containsExactly(State.QUARANTINED, State.LOADED);
        assertThat(result.files().getFirst().reason()).contains("1 of 2 lines");
        assertThat(result.calls().traces()).hasSize(1);
    }

    @Test
    void gzipAndZstdReadAsThePlainFile() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 3000; i++) {
            text.append(line("c" + i / 60, i % 60, "A", i % 64));
        }
        write("plain.tsv", text.toString());
        String plain =
                read().calls().traces().stream().map(Traces::text).toList().toString();
        Files.delete(folder.resolve("plain.tsv"));
        for (String name : List.of("m.tsv.gz", "m.tsv.zst", "zstd-under-another-name.tsv")) {
            Path packed = Files.write(folder.resolve(name), pack(text.toString(), name.endsWith("gz")));
            IntakeResult result = read();
            assertThat(result.files().getFirst().bytes())
                    .isEqualTo(Files.size(packed))
                    .isLessThan(40_000);
            assertThat(result.calls().traces().stream()
                            .map(Traces::text)
                            .toList()
                            .toString())
                    .isEqualTo(plain);
            Files.delete(packed);
        }
    }

    private static byte[] pack(String text, boolean gzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void cutAndDamagedStreamsAreSetAside() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        Random random = new Random(5);
        for (int i = 0; i < 20000; i++) {
            text.append(line("c" + random.nextInt(), random.nextInt(60), "A", random.nextInt(64)));
        }
        for (boolean gzip : new boolean[] {true, false}) {
            byte[] whole = pack(text.toString(), gzip);
            for (int keep : new int[] {3, 8, 15, 100, whole.length / 2, whole.length - 5, whole.length - 1}) {
                Files.write(folder.resolve("m"), Arrays.copyOf(whole, keep));
                FileReport report = only();
                assertThat(report.state())
                        .as("cut at %d of %d", keep, whole.length)
                        .isEqualTo(State.QUARANTINED);
                assertThat(report.reason()).isNotBlank();
                assertThat(report.sha256()).hasSize(64);
                assertThat(read().calls().traces()).isEmpty();
            }
            whole[whole.length / 2] ^= 0x55;
            Files.write(folder.resolve("m"), whole);
            assertThat(only().state()).as("damaged, gzip %s", gzip).isEqualTo(State.QUARANTINED);
        }
    }

    @Test
    void whatIsNoTableIsSetAsideWithAReason() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("a-noise.tsv"), noise);
        write("b-empty.tsv", "");
        write("c-hello.tsv", "hello\nworld\n");
        write("d-no-level.tsv", "call_id\ttime\tcell_id\nc\t1\tA\n");
        write("e-twice.tsv", "call_id\ttime\tcell_id\trxlev_dl\ttime\n");
        write("f-nul.tsv", "call_id\ttime\u0000\n");
        write("g-newline.tsv", "\n");
        write("h-good.tsv", HEADER + line("c", 1, "A", 1));
        write("i-lacks.tsv", "call_id\ttime\trxlev_dl\n");
        write("j-header-only.tsv", HEADER.strip());
        write(".hidden.tsv", "x");
        write("k.tsv.part", "x");

        List<FileReport> files = read().files();

        assertThat(files).hasSize(10);
        assertThat(files.stream()
                        .filter(f -> f.state() == State.LOADED)
                        .map(f -> f.path().getFileName().toString()))
                .containsExactly("h-good.tsv", "j-header-only.tsv");
        assertThat(files.get(1).reason()).isEqualTo("the file is empty");
        assertThat(files.get(2).reason()).contains("\"hello\"").doesNotContain("world");
        assertThat(files.get(3).reason()).contains("rxlev_dl", "rsrp_dbm");
        assertThat(files.get(4).reason()).contains("time twice");
        assertThat(files.get(8).reason()).contains("cell_id");
    }

    @Test
    void byteOrderMarkAndMappedAndUnknownColumns() throws IOException {
        write("m.tsv", "\uFEFFCallRef\ttime\tcell_id\tRSSI\trxlev_dl\r\nc\t1000\tA\t?\t30\r\n");
        Settings.Intake settings =
                new Settings.Intake("auto", Path.of("/nowhere"), 0.05, 60, 30, List.of(), Map.of("CallRef", "call_id"));

        IntakeResult result = Intake.read(IntakeRequest.complete(List.of(folder), settings, 1));

        assertThat(result.files().getFirst().unknownColumns()).containsExactly("RSSI");
        assertThat(result.calls().traces().getFirst().info().callId()).isEqualTo("c");
        assertThat(result.calls().traces().getFirst().neighboursDelivered()).isFalse();
    }

    @Test
    void aMissingPathIsSaid() {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(
                        () -> Intake.read(IntakeRequest.complete(List.of(missing), IntakePropertyTest.settings(1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such file or folder")
                .hasMessageContaining("nowhere");
    }

    @Test
    void theSecondOfEqualLinesAndOfEqualFilesIsADuplicate() throws IOException {
        write("a.tsv", HEADER + line("c", 1, "A", 30) + line("c", 1, "B", 40));
        write("b.tsv", HEADER + line("c", 1, "A", 50) + line("c", 2, "A", 30));
        write("c.tsv", HEADER + line("c", 1, "A", 30) + line("c", 1, "B", 40));

        IntakeResult result = read();

        assertThat(result.files())
                .extracting(FileReport::state)
                .containsExactly(State.LOADED, State.LOADED, State.DUPLICATE);
        assertThat(result.files()).extracting(FileReport::duplicates).containsExactly(1L, 1L, 0L);
        assertThat(result.files()).extracting(FileReport::rejected).containsOnly(0L);
        assertThat(result.calls().traces().getFirst().channel(Channel.LEVEL_DL)).containsExactly(-80);
        // sha256sum of the same bytes by the JDK over the whole file
        assertThat(result.files().getFirst().sha256())
                .isEqualTo(result.files().get(2).sha256());
    }

    @Test
    void aKnownFileIsADuplicate() throws IOException {
        // printf 'call_id\ttime\tcell_id\trxlev_dl\nc\t1000\tA\t5\n' | sha256sum (GNU coreutils 9.1)
        String sha = "83c8ab78dc01d2f0012a8de3982b1cbccdfb577d26ef6be4edc3f7d0cacbba8e";
        write("m.tsv", "call_id\ttime\tcell_id\trxlev_dl\nc\t1000\tA\t5\n");
        IntakeResult result = Intake.read(new IntakeRequest(
                List.of(folder),
                IntakePropertyTest.settings(1),
                2,
                sha::equals,
                null,
                new AssemblyPolicy.Complete(),
                List.of(),
                List.of(),
                Progress.NONE));
        assertThat(result.files().getFirst().sha256()).isEqualTo(sha);
        assertThat(result.files().getFirst().state()).isEqualTo(State.DUPLICATE);
        assertThat(result.calls().traces()).isEmpty();
    }

    @Test
    void subIsValidWhereDtxWasOnAndPlainWins() throws IOException {
        write("m.tsv", """
                call_id\ttime\tcell_id\tdtx_dl\tdtx_ul\trxlev_dl\trxlev_dl_full\trxlev_dl_sub\trxlev_ul_full\trxlev_ul_sub
                c\t0\tA\t1\t0\t\t10\t20\t30\t40
                c\t2000\tA\t0\t1\t\t10\t20\t30\t40
                c\t4000\tA\t1\t\t50\t10\t20\t30\t40
                """);

        CallTrace trace = read().calls().traces().getFirst();

        assertThat(trace.channel(Channel.LEVEL_DL)).containsExactly(-90, -100, -60);
        assertThat(trace.channel(Channel.LEVEL_UL)).containsExactly(-80, -70, -80);
    }

    @Test
    void levelsStandAtFullPower() throws IOException {
        write("m.tsv", """
                call_id\ttime\tcell_id\trxlev_dl\trxlev_ul\tms_power_dbm\tbs_power_att_db\ttrack_km\tarfcn
                c\t0\tA\t40\t30\t33\t4\t12.345678\t957
                """);
        CallTrace trace = read().calls().traces().getFirst();
        assertThat(trace.channel(Channel.LEVEL_DL)).containsExactly(-66);
        assertThat(trace.channel(Channel.LEVEL_UL)).containsExactly(-74);
        assertThat(trace.bsAttenuationDb()).containsExactly(4);
        assertThat(trace.msPowerDbm()).containsExactly(33);
        assertThat(trace.trackKm()).containsExactly(12.345678);
        assertThat(trace.latitude()).containsExactly(Double.NaN);
        assertThat(trace.arfcn()).containsExactly((short) 957);
    }

    @Test
    void lteReadsItsOwnColumns() throws IOException {
        write("m.tsv", """
                call_id\ttime\tcell_id\trsrp_dbm\trsrq_db\tsinr_db\tneighbours
                c\t0\tA\t-95.25\t-11.5\t3\tB:-101.5,C:-88
                c\t480\tA\t-30\t-11\t3\t
                """);
        IntakeResult result = read();
        CallTrace trace = result.calls().traces().getFirst();
        assertThat(result.calls().profile().name()).isEqualTo("lte");
        assertThat(trace.channel(Channel.LEVEL_DL)).containsExactly(-95.25f);
        assertThat(trace.channel(Channel.QUALITY_DL)).containsExactly(-11.5f);
        assertThat(trace.channel(Channel.SINR_DL)).containsExactly(3);
        assertThat(trace.neighbourDbm()).containsExactly(-101.5f, -88);
        assertThat(result.firstRejects()).extracting(Reject::column).containsExactly("rsrp_dbm");
    }

    @Test
    void arfcnAndBsicFindTheNearestCell() throws IOException {
        write(
                "cells.tsv",
                "cell_id\tline\ttrack_km\tarfcn\tbsic\nA\tL\t10\t955\t1\nB\tL\t14\t957\t7\nFar\tL\t90\t957\t7\nOne\tL\t5\t960\t3\n");
        write("m.tsv", "call_id\ttime\tcell_id\trxlev_dl\tneighbours\nc\t0\tA\t30\t957-7:20,960-3:10,970-0:5\n");
        CallTrace trace = read().calls().traces().getFirst();
        assertThat(trace.cells()).containsExactly("970-0", "A", "B", "One");
        assertThat(trace.neighbourCell()).containsExactly(0, 2, 3);
        assertThat(trace.neighbourDbm()).containsExactly(-105, -90, -100);
    }

    @Test
    void theCallsFileCompletesTheCall() throws IOException {
        write("m.tsv", HEADER + line("c", 10, "A", 30) + line("d", 11, "A", 30));
        write("calls.tsv", """
                call_id\tmobile_id\tservice\tstart_time\tend_time\trelease_cause
                c\tM1\tETCS\t2026-03-01T04:34:00Z\t1772339999000\tnormal
                gone\tM2\tfax\t\t\t
                \tM3\tvoice\t\t\t
                """);
        IntakeResult result = read();
        List<CallInfo> infos =
                result.calls().traces().stream().map(CallTrace::info).toList();
        assertThat(infos).hasSize(2);
        assertThat(infos.getFirst().service()).isEqualTo("other");
        assertThat(infos.getLast())
                .isEqualTo(new CallInfo("c", "M1", "etcs", 1772339640000L, 1772339999000L, "normal", null, null));
        assertThat(result.withoutMeasurements()).isEqualTo(1);
        assertThat(result.firstRejects()).extracting(Reject::column).containsExactly("call_id");
    }

    @Test
    void eventsWorksAndLabels() throws IOException {
        write("e.tsv", "time\tevent\tcall_id\n2000\tRELEASE\tc\n1000\tHO_COMMAND\t\nx\tRELEASE\t\n1\t\t\n");
        write("w.tsv", "start\tend\tline\tkm_from\tkm_to\n0\t1000\tL\t20\t10\n5\t4\tL\t1\t2\n0\t1\t\t\t\n");
        write("l.tsv", "incident_id\tverdict\tcause\ni1\tfalse\tping_pong\n\ttrue\tx\ni2\tmaybe\t\n");
        IntakeResult result = read();
        assertThat(result.files())
                .extracting(FileReport::kind)
                .containsExactly(FileKind.EVENTS, FileKind.LABELS, FileKind.WORKS);
        assertThat(result.calls().events()).extracting(e -> e.timeMs()).containsExactly(1000L, 2000L);
        assertThat(result.calls().works()).containsExactly(new PlannedWork(0, 1000, null, "L", 10, 20, ""));
        assertThat(result.labels()).containsExactly(new OperatorLabel("i1", null, false, "ping_pong", null));
        assertThat(result.firstRejects())
                .extracting(r -> r.line() + r.column())
                .containsExactly("4time", "5event", "3incident_id", "4verdict", "3end", "4line");
    }

    @Test
    void anOpenCallIsKeptUntilReleasedOrSilent() throws IOException {
        write("m.tsv", HEADER + line("open", 10, "A", 30) + line("released", 11, "A", 30) + """
                old\t1000\tA\t1\t1\t1\t
                ended\t1772339640000\tA\t1\t1\t1\t
                """);
        write("e.tsv", "time\tevent\tcall_id\n2026-03-01T04:34:12Z\tRELEASE\treleased\n");
        write("c.tsv", "call_id\tmobile_id\tservice\tend_time\nended\tM\tvoice\t2026-03-01T04:34:12Z\n");
        IntakeResult result = Intake.read(new IntakeRequest(
                List.of(folder),
                IntakePropertyTest.settings(1),
                2,
                s -> false,
                null,
                new AssemblyPolicy.UntilReleased(30, Long.MIN_VALUE),
                List.of(),
                List.of(),
                Progress.NONE));
        assertThat(result.calls().traces())
                .extracting(t -> t.info().callId())
                .containsExactlyInAnyOrder("old", "released", "ended");
        assertThat(result.pending()).extracting(p -> p.callId()).containsExactly("open");
    }
}
