package org.lineside.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.calls.OperatorLabel;
import org.lineside.cli.output.OutputFormat;
import org.lineside.findings.Curve;
import org.lineside.findings.Verdict;
import org.lineside.store.Filter;
import org.lineside.store.RunTable;
import org.lineside.store.Samples;
import org.lineside.store.Store;
import org.lineside.store.Store.Mode;

/** Compares what is printed with files that were read and approved by eye. */
class ViewTest {
    private static final int WIDTH = 100;

    @TempDir
    Path folder;

    private static String printed(Charset charset, Consumer<PrintStream> what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, charset);
        what.accept(out);
        return bytes.toString(charset);
    }

    private static String approved(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ViewTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Store filled() {
        try (Store store = Store.open(folder.resolve("lineside.db"), Mode.WRITE)) {
            store.beginRun("detect", "1.0", Instant.parse("2026-03-01T02:00:00Z"));
            store.calls()
                    .save(List.of(
                            Samples.call("c1", "M1", 30, Verdict.ANOMALOUS, 7.5),
                            Samples.call("c2", "M2", 40, Verdict.NO_REFERENCE, 0)));
            store.calls().saveFindings(List.of(Samples.finding("f1", "cell-C012-1", "c1", "M1", "C012", 2)));
            store.calls().saveCurves(List.of(Samples.curve("c1", 100)));
            store.incidents()
                    .save(List.of(
                            Samples.incident("cell-C012-1", "C012", 2, null),
                            Samples.incident("cell-C099-1", "C099", 1, 90)));
            store.finishRun(Instant.parse("2026-03-01T02:00:12Z"), new RunTable.Counters(9000, 3, 2, 1, 1), null);
        }
        return Store.open(folder.resolve("lineside.db"), Mode.READ);
    }

    private static void fits(String text) {
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(WIDTH));
    }

    @Test
    void incidents_are_sentences() throws IOException {
        try (Store store = filled()) {
            String text = printed(
                    StandardCharsets.UTF_8,
                    out -> IncidentView.print(store.incidents().list(Filter.ALL), WIDTH, out));
            assertThat(text).isEqualTo(approved("incidents.txt"));
            fits(text);
        }
    }

    @Test
    void call_is_explained_with_its_curve() throws IOException {
        try (Store store = filled()) {
            String text = printed(
                    StandardCharsets.UTF_8,
                    out -> assertThat(new Explanation(store, WIDTH, out).print("c1"))
                            .isTrue());
            assertThat(text).isEqualTo(approved("explain-call.txt"));
            fits(text);
        }
    }

    @Test
    void incident_is_explained_in_ascii_where_the_terminal_has_no_more() throws IOException {
        try (Store store = filled()) {
            String text = printed(
                    StandardCharsets.US_ASCII,
                    out -> assertThat(new Explanation(store, WIDTH, out).print("cell-C012-1"))
                            .isTrue());
            assertThat(text).isEqualTo(approved("explain-incident.txt"));
            fits(text);
        }
    }

    @Test
    void unknown_name_is_not_explained() {
        try (Store store = filled()) {
            assertThat(printed(
                            StandardCharsets.UTF_8,
                            out -> assertThat(new Explanation(store, WIDTH, out).print("c9"))
                                    .isFalse()))
                    .isEmpty();
        }
    }

    @Test
    void lists_fit_the_terminal_and_carry_all_in_tsv() throws IOException {
        try (Store store = filled()) {
            String table = printed(StandardCharsets.UTF_8, out -> {
                CallView.CALLS.write(store.calls().list(Filter.ALL), OutputFormat.TABLE, WIDTH, out);
                CallView.FINDINGS.write(store.calls().findings(Filter.ALL), OutputFormat.TABLE, WIDTH, out);
            });
            fits(table);
            assertThat(table).isEqualTo(approved("lists.txt"));
            String tsv = printed(
                    StandardCharsets.UTF_8,
                    out -> IncidentView.LISTING.write(
                            store.incidents().list(Filter.CURRENT), OutputFormat.TSV, WIDTH, out));
            assertThat(tsv).isEqualTo("""
                            incident_id	scope	entity	cause	confidence	severity	opened_at	last_seen_at	closed_at	calls_affected	calls_observed	effect	unit	summary	evidence	label	muted_until	found_cause
                            cell-C012-1	cell	C012	cell_power_drop	0.93	2	2026-03-01T00:01:00.000Z	2026-03-01T01:00:00.000Z		12	14	-12.7	dB	Cell C012 is heard 12.7 dB weaker than before on the downlink; the uplink is unchanged.	{"alternatives":[{"cause":"cell_outage","confidence":0.05}]}\t\t\t
                            """);
        }
    }

    /** What an operator said is told where the incident is, and in full where it is explained. */
    @Test
    void muted_incident_says_until_when() {
        try (Store store = Store.open(folder.resolve("lineside.db"), Mode.WRITE)) {
            Incident i = Samples.incident("cell-C012-1", "C012", 2, 90);
            Feedback.Said said = new Feedback.Said(
                    new OperatorLabel(i.incidentId(), null, false, null, "on purpose"), Samples.DAY + 7_200_000);
            List<Incident> muted = new Feedback(List.of(said), Map.of()).on(List.of(i), 30);
            store.incidents().save(muted);
            store.incidents().saveLabels(List.of(said.label()), said.readAtMs());
            assertThat(printed(StandardCharsets.UTF_8, out -> IncidentView.print(muted, WIDTH, out)))
                    .startsWith("0 open incidents, 1 called a false alarm\n")
                    .contains("muted until 2026-03-31 02:00");
            assertThat(printed(StandardCharsets.UTF_8, out -> new Explanation(store, WIDTH, out).print(i.incidentId())))
                    .contains("verdict: false, read at 2026-03-01 02:00 of the data, text: on purpose");
        }
    }

    @Test
    void status_says_how_the_watch_is() {
        try (Store store = filled()) {
            String text =
                    printed(StandardCharsets.UTF_8, out -> StatusView.print(store, OutputFormat.TABLE, WIDTH, out));
            assertThat(text)
                    .contains("References  none in force: lineside learn PATH")
                    .contains("Calls       1 anomalous, 1 no_reference\n")
                    .contains("Incidents   1 open (1 of severity 2): lineside incidents\n")
                    .contains("detect  2026-03-01 02:00:00  ok");
        }
    }

    @Test
    void curve_without_positions_is_drawn_over_time_and_one_of_a_single_sample_too() {
        Curve with = Samples.curve("c", 60);
        float[] nowhere = new float[60];
        java.util.Arrays.fill(nowhere, Float.NaN);
        Curve without = new Curve("c", with.timeMs(), nowhere, with.cell(), with.cells(), with.series());
        assertThat(CurvePlot.draw(without, without.series().getFirst(), t -> false, 80, true))
                .anyMatch(line -> line.contains("UTC  00:00:00"))
                .noneMatch(line -> line.contains("deviates"));
        Curve one = Samples.curve("c", 1);
        assertThat(CurvePlot.draw(one, one.series().getFirst(), t -> true, 80, true))
                .anyMatch(line -> line.contains("▲"));
        Curve empty = Samples.curve("c", 0);
        assertThat(CurvePlot.draw(empty, empty.series().getFirst(), t -> true, 80, true))
                .containsExactly("rxlev_dl: nothing was measured");
    }
}
