package org.lineside.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.config.Settings;

/** Random tables, read by the fast intake in pieces of a few bytes and by the naive one. */
class IntakePropertyTest {
    private static final String HEADER =
            "time\tcall_id\trxlev_dl\tcell_id\tspare\trxqual_dl\tbs_power_att_db\trxlev_ul\tneighbours";
    private static final Offset<Double> FLOAT = within(1e-4);

    static Settings.Intake settings(double maxRejectRatio) {
        return new Settings.Intake("auto", Path.of("/nowhere"), maxRejectRatio, 60, 30, List.of(), Map.of());
    }

    @Property(seed = "20261101", tries = 150)
    void fastAndNaiveAgree(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll @IntRange(min = 16, max = 400) int piece)
            throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("intake");
        NaiveIntake naive = new NaiveIntake();
        int files = 1 + random.nextInt(3);
        for (int f = 0; f < files; f++) {
            String text = table(random, random.nextInt(60), true);
            naive.read(text);
            Files.writeString(folder.resolve("m" + f + ".tsv"), text);
        }
        IntakeResult fast = Intake.read(IntakeRequest.complete(List.of(folder), settings(1), threads), piece);
        delete(folder);
        // Two files of a header alone are one content: the second is a duplicate, and says nothing new.
        assertThat(fast.files())
                .allMatch(f -> f.state() == FileReport.State.LOADED || f.lines() == 0, "loaded, or empty twice");
        assertThat(fast.lines()).isEqualTo(naive.lines);
        assertThat(fast.rejected()).isEqualTo(naive.rejected);
        assertThat(fast.calls().traces().stream().map(t -> t.info().callId()))
                .containsExactlyInAnyOrderElementsOf(naive.calls.keySet());
        for (CallTrace trace : fast.calls().traces()) {
            compare(trace, naive.samples(trace.info().callId()));
        }
        assertThat(fast.files().stream().mapToLong(FileReport::duplicates).sum())
                .isEqualTo(naive.duplicates);
    }

    private static void compare(CallTrace trace, List<NaiveIntake.Sample> expected) {
        assertThat(trace.size()).isEqualTo(expected.size());
        for (int s = 0; s < trace.size(); s++) {
            NaiveIntake.Sample e = expected.get(s);
            assertThat(trace.cells().get(trace.cell()[s])).isEqualTo(e.cell());
            assertThat(trace.startMs()[s]).isEqualTo(e.startMs());
            assertThat(trace.endMs()[s]).isEqualTo(e.endMs());
            assertThat(trace.reports()[s]).isEqualTo((byte) e.reports());
            assertThat(trace.downlinkReports()[s]).isEqualTo((byte) e.downlink());
            assertThat(trace.afterHandover()[s]).isEqualTo((byte) e.masked());
            same(trace.channel(Channel.LEVEL_DL)[s], e.levelDl());
            same(trace.channel(Channel.LEVEL_UL)[s], e.levelUl());
            same(trace.channel(Channel.QUALITY_DL)[s], e.qualityDl());
            same(trace.censored()[s], e.censored());
            Map<String, Double> neighbours = new TreeMap<>();
            for (int n = trace.neighbourStart()[s]; n < trace.neighbourStart()[s + 1]; n++) {
                neighbours.put(trace.cells().get(trace.neighbourCell()[n]), (double) trace.neighbourDbm()[n]);
            }
            assertThat(neighbours.keySet()).isEqualTo(e.neighbours().keySet());
            neighbours.forEach((name, dbm) -> same(dbm, e.neighbours().getOrDefault(name, Double.NaN)));
        }
    }

    private static void same(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, FLOAT);
        }
    }

    @Property(seed = "20261101", tries = 60)
    void cuttingTheStreamThroughPendingCallsChangesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int cuts) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(table(random, 80, false).lines().toList());
        String header = lines.removeFirst();
        lines.sort(Comparator.comparing(line -> line.substring(0, line.indexOf('\t'))));
        Path folder = Files.createTempDirectory("intake");
        Path whole = Files.writeString(folder.resolve("whole.tsv"), header + "\n" + String.join("\n", lines));
        IntakeResult once = Intake.read(IntakeRequest.complete(List.of(whole), settings(1), 2));
        List<PendingCall> pending = List.of();
        List<CallTrace> traces = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        int from = 0;
        for (int c = 0; c <= cuts; c++) {
            int to = c == cuts ? lines.size() : from + random.nextInt(lines.size() - from + 1);
            Path part = Files.writeString(
                    folder.resolve("part" + c + ".tsv"), header + "\n" + String.join("\n", lines.subList(from, to)));
            AssemblyPolicy policy =
                    c == cuts ? new AssemblyPolicy.Complete() : new AssemblyPolicy.UntilReleased(30, watermark);
            IntakeResult slice = Intake.read(request(part, policy, pending), 64);
            pending = slice.pending().stream()
                    .map(p -> PendingCall.fromBytes(p.toBytes()))
                    .toList();
            watermark = slice.watermarkMs();
            traces.addAll(slice.calls().traces());
            from = to;
        }
        delete(folder);
        assertThat(pending).isEmpty();
        assertThat(traces.stream().map(Traces::text).sorted().toList())
                .isEqualTo(once.calls().traces().stream()
                        .map(Traces::text)
                        .sorted()
                        .toList());
    }

    private static IntakeRequest request(Path path, AssemblyPolicy policy, List<PendingCall> pending) {
        return new IntakeRequest(
                List.of(path), settings(1), 2, sha -> false, null, policy, pending, List.of(), Progress.NONE);
    }

    @Property(seed = "20261101", tries = 40)
    void threadsAndPiecesChangeNothing(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("intake");
        for (int f = 0; f < 3; f++) {
            Files.writeString(folder.resolve("m" + f + ".tsv"), table(random, 50, true));
        }
        IntakeResult one = Intake.read(IntakeRequest.complete(List.of(folder), settings(1), 1));
        IntakeResult two = Intake.read(IntakeRequest.complete(List.of(folder), settings(1), 2), 32);
        IntakeResult three = Intake.read(IntakeRequest.complete(List.of(folder), settings(1), 3), 177);
        delete(folder);
        assertThat(Traces.text(two)).isEqualTo(Traces.text(one));
        assertThat(Traces.text(three)).isEqualTo(Traces.text(one));
    }

    /** A table of a few calls, with bad lines if wanted. */
    private static String table(Random random, int rows, boolean bad) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(HEADER).append(end);
        long start = Instant.parse("2026-02-28T23:59:40Z").toEpochMilli();
        for (int r = 0; r < rows; r++) {
            long time = start + random.nextInt(60) * 480L + (random.nextInt(4) == 0 ? random.nextInt(2000) : 0);
            String when = bad && random.nextBoolean() ? Long.toString(time) : iso(time);
            text.append(when).append("\tcall-").append(random.nextInt(4));
            text.append('\t')
                    .append(number(random, 64, bad))
                    .append("\tZelle-")
                    .append(random.nextInt(3) == 0 ? "ü" : "a");
            text.append("\tjunk").append('\t').append(number(random, 8, bad));
            text.append('\t')
                    .append(number(random, 31, bad))
                    .append('\t')
                    .append(number(random, 64, bad))
                    .append('\t');
            int neighbours = random.nextInt(bad && random.nextInt(20) == 0 ? 8 : 7);
            for (int n = 0; n < neighbours; n++) {
                text.append(n == 0 ? "" : ",").append("cell-").append(n * 7).append(':');
                text.append(random.nextInt(bad && random.nextInt(30) == 0 ? 90 : 64));
            }
            text.append(bad && random.nextInt(25) == 0 ? "\tmore" : "").append(end);
        }
        boolean cut = random.nextBoolean();
        return cut ? text.substring(0, text.length() - end.length()) : text.toString();
    }

    /** Always with milliseconds, so that text sorts by time. */
    private static String iso(long ms) {
        String text = Instant.ofEpochMilli(ms).toString();
        return text.length() == 20 ? text.substring(0, 19) + ".000Z" : text;
    }

    private static String number(Random random, int bound, boolean bad) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            return "";
        }
        if (dice == 1 && bad) {
            return List.of("-1", "99", "x", "1 ", "+3", "2.5").get(random.nextInt(6));
        }
        return Integer.toString(random.nextInt(bound));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(p);
            }
        }
    }
}
