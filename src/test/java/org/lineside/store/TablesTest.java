package org.lineside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.attribution.OperatorWord;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.RadioEvent;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Finding;
import org.lineside.findings.Verdict;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.ModelTable.State;
import org.lineside.store.Store.Mode;

class TablesTest {
    private final Store store;

    TablesTest(@TempDir Path folder) {
        store = Store.open(folder.resolve("lineside.db"), Mode.WRITE);
        store.beginRun("detect", "1.0", Instant.EPOCH);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void every_column_of_the_data_contract_is_there() {
        Map<String, String> contract = Map.of(
                "run",
                "run_id, verb, started_at, ended_at, status, version, model_id, lines_read, lines_rejected, calls_seen,"
                        + " calls_judged, calls_anomalous, error",
                "input_file",
                "file_id, run_id, path, sha256, kind, bytes, lines, rejected, duplicates, first_time, last_time, state",
                "model",
                "model_id, created_at, state, run_id, calls, data_from, data_to, version, fingerprint, validation",
                "reference",
                "reference_id, model_id, name, calls, cells, direction",
                "call",
                "call_id, run_id, mobile_id, service, start_time, end_time, samples, reference_id, verdict, anomalous,"
                        + " score, p_value",
                "finding",
                "finding_id, run_id, incident_id, call_id, mobile_id, cell_id, start_time, end_time, method, indicator,"
                        + " observed, expected, effect, unit, score, p_value, q_value, evidence",
                "incident",
                "incident_id, scope, entity, cause, confidence, severity, opened_at, last_seen_at, closed_at,"
                        + " calls_affected, calls_observed, effect, unit, summary, evidence");
        try (Sql sql = Sql.open(store.path(), Sql.Access.QUERY, 0)) {
            contract.forEach((table, columns) -> assertThat(
                            sql.query("SELECT " + columns + " FROM " + table + " LIMIT 0", row -> row.text(1)))
                    .isEmpty());
        }
    }

    @Test
    void lists_obey_their_filters() {
        store.calls()
                .save(List.of(
                        Samples.call("c1", "M1", 30, Verdict.ANOMALOUS, 7),
                        Samples.call("c2", "M2", 40, Verdict.ANOMALOUS, 5),
                        Samples.call("c3", "M1", 50, Verdict.NORMAL, 0.3)));
        store.calls()
                .saveFindings(List.of(
                        Samples.finding("f1", "i1", "c1", "M1", "C1", 30),
                        Samples.finding("f2", "i2", "c2", "M2", "C2", 40),
                        Samples.finding("f3", null, "c2", "M2", "C1", 39)));
        store.incidents().save(List.of(Samples.incident("i1", "C1", 1, null), Samples.incident("i2", "C2", 3, 60)));

        assertThat(calls(Filter.CURRENT)).containsExactly("c1", "c2");
        assertThat(calls(Filter.ALL)).containsExactly("c1", "c2", "c3");
        assertThat(calls(new Filter(Samples.DAY + 40 * 60_000L, null, null, null, true)))
                .containsExactly("c2", "c3");
        assertThat(calls(new Filter(null, null, "M1", null, true))).containsExactly("c1", "c3");
        assertThat(calls(new Filter(null, "C1", null, null, true))).containsExactly("c1", "c2");
        assertThat(calls(new Filter(null, null, null, 2, true))).containsExactly("c1");

        assertThat(store.calls().findings(Filter.CURRENT))
                .extracting(Finding::findingId)
                .containsExactly("f1", "f3");
        assertThat(store.calls().findings(new Filter(null, "C2", null, null, true)))
                .containsExactly(Samples.finding("f2", "i2", "c2", "M2", "C2", 40));

        assertThat(incidents(Filter.CURRENT)).containsExactly("i1");
        assertThat(incidents(Filter.ALL)).containsExactly("i1", "i2");
        assertThat(incidents(new Filter(null, null, "M2", null, true))).containsExactly("i2");
        assertThat(incidents(new Filter(null, "C1", null, 2, true))).containsExactly("i1");
        assertThat(store.incidents().find("i2")).contains(Samples.incident("i2", "C2", 3, 60));
    }

    private List<String> calls(Filter filter) {
        return store.calls().list(filter).stream().map(v -> v.info().callId()).toList();
    }

    private List<String> incidents(Filter filter) {
        return store.incidents().list(filter).stream().map(i -> i.incidentId()).toList();
    }

    @Test
    void judging_a_call_again_replaces_its_findings_and_curve() {
        store.calls().save(List.of(Samples.call("c1", "M1", 30, Verdict.ANOMALOUS, 7)));
        store.calls().saveFindings(List.of(Samples.finding("f1", null, "c1", "M1", "C1", 30)));
        store.calls().saveCurves(List.of(Samples.curve("c1", 10)));
        store.calls().save(List.of(Samples.call("c1", "M1", 31, Verdict.NORMAL, 0.5)));
        assertThat(store.calls().find("c1")).contains(Samples.call("c1", "M1", 31, Verdict.NORMAL, 0.5));
        assertThat(store.calls().findingsOfCall("c1")).isEmpty();
        assertThat(store.calls().curve("c1")).isEmpty();
    }

    @Test
    void findings_are_given_their_incident_later() {
        store.calls().saveFindings(List.of(Samples.finding("f1", null, "c1", "M1", "C1", 30)));
        store.calls().setIncidents(Map.of("f1", "i9"));
        assertThat(store.calls().findingsOfIncident("i9"))
                .containsExactly(Samples.finding("f1", "i9", "c1", "M1", "C1", 30));
    }

    @Test
    void files_are_known_by_content_once_a_run_has_judged_them() {
        RunTable.InputFile file = new RunTable.InputFile(
                "/data/a.tsv", "aa", "measurements", 100, 10, 1, 0, Samples.DAY, Samples.DAY + 1, "loaded", null);
        RunTable.InputFile bad = new RunTable.InputFile(
                "/data/b.tsv", "bb", "measurements", 100, 0, 0, 0, null, null, "quarantined", "cut gzip");
        store.runs().saveFiles(1, List.of(bad, file));
        store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
        assertThat(store.runs().isJudged("aa")).isTrue();
        assertThat(store.runs().isJudged("bb")).isFalse();
        assertThat(store.runs().files(1)).containsExactly(file, bad);

        long learn = store.beginRun("learn", "1.0", Instant.EPOCH);
        store.runs()
                .saveFiles(
                        learn,
                        List.of(new RunTable.InputFile(
                                "/data/c.tsv", "cc", "measurements", 1, 1, 0, 0, null, null, "loaded", null)));
        store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
        assertThat(store.runs().isJudged("cc")).as("learning is not judging").isFalse();
    }

    private static Model model(String id, long created) {
        return new Model(id, created, State.CANDIDATE, 1L, 40, Samples.DAY, Samples.DAY + 1, "1.0", "ff" + id, null);
    }

    @Test
    void promotion_retires_the_champion_and_rollback_brings_it_back() {
        ModelTable models = store.models();
        for (String id : List.of("m1", "m2", "m3")) {
            models.save(model(id, Samples.DAY), id.getBytes(java.nio.charset.StandardCharsets.UTF_8), Set.of("aa"));
        }
        assertThat(models.champion()).isEmpty();
        assertThat(models.rollback()).isEmpty();
        assertThat(models.promote("m1")).isTrue();
        assertThat(models.rollback()).isEmpty();
        assertThat(models.promote("m2")).isTrue();
        assertThat(models.promote("nonsense")).isFalse();
        assertThat(models.champion().map(Model::modelId)).contains("m2");
        assertThat(models.find("m1").map(Model::state)).contains(State.RETIRED);
        assertThat(models.rollback()).contains("m1");
        assertThat(models.champion().map(Model::modelId)).contains("m1");
        assertThat(models.rollback()).isEmpty();
        models.reject("m3", "judges worse");
        assertThat(models.find("m3").map(Model::state)).contains(State.REJECTED);
        assertThat(models.isLearned("m1", "aa")).isTrue();
        assertThat(models.isLearned("m1", "bb")).isFalse();
        assertThat(models.content("m1")).hasValueSatisfying(c -> assertThat(c).isEqualTo(new byte[] {'m', '1'}));
    }

    @Test
    void references_and_their_profiles_are_rows_for_users_of_sql() {
        store.models()
                .saveReferences(
                        "m1",
                        List.of(new ModelTable.Reference("r1", "A–B", 12, 3, "up")),
                        List.of(new ModelTable.ProfilePoint(
                                "r1", 0, 12.5, "C1", -70.25, 3.1, Double.NaN, Double.NaN, 0.2, 2, 0.9, 12)));
        assertThat(store.models().references("m1")).containsExactly(new ModelTable.Reference("r1", "A–B", 12, 3, "up"));
        store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
        try (Sql sql = Sql.open(store.path(), Sql.Access.QUERY, 0)) {
            assertThat(sql.number("SELECT count(*) FROM reference_profile WHERE level_ul IS NULL AND ta = 2"))
                    .isEqualTo(1);
        }
    }

    @Test
    void reference_data_come_back_as_they_were() {
        CellInfo full = new CellInfo("C1", "S1", "1700", 12.5, 52.1, 9.2, 120, 960, 12, -95, "C0");
        CellInfo bare = new CellInfo(
                "C2", null, null, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -1, -1, Double.NaN, null);
        PlannedWork onCell = new PlannedWork(Samples.DAY, Samples.DAY + 1, "C1", null, Double.NaN, Double.NaN, "mast");
        PlannedWork onLine = new PlannedWork(Samples.DAY, Samples.DAY + 2, null, "1700", 12, 14.5, "track");
        RadioEvent event = new RadioEvent(Samples.DAY, "HO_FAILURE", "c1", "C1", null, "0x02");
        var known = new NetworkTable.KnownCall("c1", Samples.DAY, "M1", null, Samples.DAY, null, null, "ICE 70", null);
        for (int twice = 0; twice < 2; twice++) {
            store.network().saveCells(List.of(bare, full));
            store.network().saveWorks(List.of(onLine, onCell));
            store.network().saveEvents(List.of(event, event));
            store.network().saveCalls(List.of(known));
        }
        assertThat(store.network().cells()).containsExactly(full, bare);
        assertThat(store.network().works()).containsExactly(onCell, onLine);
        assertThat(store.network().events(Samples.DAY, Samples.DAY + 1)).containsExactly(event);
        assertThat(store.network().events(Samples.DAY + 1, Samples.DAY + 2)).isEmpty();
        assertThat(store.network().calls(0)).containsExactly(known);
    }

    @Test
    void stages_find_what_they_kept() {
        store.traces().saveEvidence(List.of(new TraceTable.Evidence("c1", Samples.DAY, new byte[] {1, 2})));
        store.traces().savePending(Map.of("p1", new byte[] {3}));
        store.traces().savePending(Map.of("p2", new byte[] {4}));
        store.traces().remember("fdr", new byte[] {5});
        assertThat(store.traces().evidence(Samples.DAY, Samples.DAY + 1))
                .singleElement()
                .satisfies(e -> assertThat(e.content()).containsExactly(1, 2));
        assertThat(store.traces().pending()).containsOnlyKeys("p2");
        assertThat(store.traces().recall("fdr"))
                .hasValueSatisfying(c -> assertThat(c).containsExactly(5));
    }

    /** What is kept of open calls bears mobiles under their own names, whatever the configuration says. */
    @Test
    void nothing_of_a_call_is_left_in_the_file_once_it_is_no_longer_kept(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lineside.db");
        byte[] content = "m101e1 ".repeat(5000).getBytes(StandardCharsets.US_ASCII); // several pages
        try (Store kept = Store.open(file, Mode.WRITE)) {
            kept.traces().savePending(Map.of("a", content, "b", content));
            kept.traces().savePending(Map.of("b", "m101e1".getBytes(StandardCharsets.US_ASCII)));
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).containsOnlyOnce("m101e1");
        try (Store kept = Store.open(file, Mode.WRITE)) {
            kept.traces().savePending(Map.of());
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("m101e1");
    }

    @Test
    void labels_are_kept_the_last_word_on_each() {
        var first = new OperatorLabel("i1", null, false, null, "known works");
        var other = new OperatorLabel(null, "c1", true, "ping_pong", null);
        store.incidents().saveLabels(List.of(first), null);
        store.incidents().saveLabels(List.of(first, other), Samples.DAY);
        assertThat(store.incidents().labels())
                .containsExactly(new Feedback.Said(other, Samples.DAY), new Feedback.Said(first, null));
        var later = new OperatorLabel("i1", null, true, null, "known works");
        store.incidents().saveLabels(List.of(later), Samples.DAY + 1);
        assertThat(store.incidents().labels())
                .containsExactly(new Feedback.Said(other, Samples.DAY), new Feedback.Said(later, Samples.DAY + 1));
    }

    @Test
    void an_operators_word_stays_with_its_incident() {
        Incident i = Samples.incident("i1", "C1", 2, 90);
        Incident said = new Incident(
                i.incidentId(),
                i.scope(),
                i.entity(),
                i.cause(),
                i.confidence(),
                i.severity(),
                i.openedAtMs(),
                i.lastSeenAtMs(),
                i.closedAtMs(),
                i.callsAffected(),
                i.callsObserved(),
                i.effect(),
                i.unit(),
                i.summary(),
                i.evidence(),
                new OperatorWord(false, Samples.DAY, Samples.DAY + 86_400_000, Cause.TIMING));
        store.incidents().save(List.of(said));
        assertThat(store.incidents().find("i1")).hasValue(said);
        assertThat(store.incidents().list(Filter.CURRENT)).isEmpty();
    }

    @Test
    void calls_are_explained_by_operators_and_anomalous_again() {
        store.calls()
                .save(List.of(
                        Samples.call("c1", "M1", 10, Verdict.ANOMALOUS, 5),
                        Samples.call("c2", "M1", 20, Verdict.NORMAL, 1),
                        Samples.call("c3", "M1", 30, Verdict.EXPLAINED, 2)));
        var why = new Feedback.Explained("i1", "a false alarm");
        store.calls().explain(Map.of("c1", why, "c2", why, "c3", why));
        assertThat(store.calls().explainedByOperators()).containsExactly(Map.entry("c1", "i1"));
        assertThat(store.calls().find("c1"))
                .hasValueSatisfying(c -> assertThat(c.explanation()).isEqualTo("a false alarm"));
        assertThat(store.calls().list(Filter.CURRENT)).isEmpty();
        store.calls().unexplain(List.of("c1", "c3"));
        assertThat(store.calls().list(Filter.CURRENT)).hasSize(1);
        assertThat(store.calls().explainedByOperators()).isEmpty();
    }

    @Test
    void calls_are_anomalous_while_an_incident_shows_in_them() {
        store.calls()
                .save(List.of(
                        Samples.call("c1", "M1", 10, Verdict.ANOMALOUS, 5),
                        Samples.call("c2", "M1", 20, Verdict.NORMAL, 1),
                        Samples.call("c3", "M1", 30, Verdict.EXPLAINED, 2),
                        Samples.call("c4", "M1", 40, Verdict.NORMAL, 4)));
        CallVerdict own = store.calls().find("c2").orElseThrow();
        var shown = new Attribution.Shown("i1", 0.001, 3, true, "rxlev_dl", List.of());
        List<String> all = List.of("c1", "c2", "c3", "c4");
        Map<String, Attribution.Shown> look = Map.of("c1", shown, "c2", shown, "c3", shown, "c4", shown);
        store.calls().show(look, all);
        store.calls().show(look, all);
        assertThat(store.calls().shownBy()).containsOnlyKeys("c2", "c4").containsValue("i1");
        assertThat(store.calls().find("c2")).hasValueSatisfying(c -> {
            assertThat(c.verdict()).isEqualTo(Verdict.ANOMALOUS);
            assertThat(c.score()).isCloseTo(3, within(1e-9));
            assertThat(c.pValue()).isEqualTo(0.001);
            assertThat(c.explanation()).contains("i1");
        });
        assertThat(store.calls().find("c4"))
                .hasValueSatisfying(c -> assertThat(c.score()).isEqualTo(4));
        assertThat(store.calls().find("c3"))
                .hasValueSatisfying(c -> assertThat(c.verdict()).isEqualTo(Verdict.EXPLAINED));

        store.calls().explain(Map.of("c4", new Feedback.Explained("i1", "a false alarm")));
        store.calls().show(look, all);
        assertThat(store.calls().find("c4"))
                .hasValueSatisfying(c -> assertThat(c.verdict()).isEqualTo(Verdict.EXPLAINED));

        store.calls().show(Map.of(), List.of("c2"));
        assertThat(store.calls().find("c2")).hasValue(own);
        assertThat(store.calls().shownBy()).containsOnlyKeys("c4");
    }

    @Test
    void calls_that_met_an_incident_and_show_too_little_score_higher_while_it_stands() {
        store.calls()
                .save(List.of(
                        Samples.call("c1", "M1", 10, Verdict.NORMAL, 1),
                        Samples.call("c2", "M1", 20, Verdict.NORMAL, 3)));
        CallVerdict own = store.calls().find("c1").orElseThrow();
        CallVerdict strong = store.calls().find("c2").orElseThrow();
        var met = new Attribution.Shown("i1", 0.1, 2, false, "rxlev_dl", List.of());
        for (int i = 0; i < 2; i++) {
            store.calls().show(Map.of("c1", met, "c2", met), List.of("c1", "c2"));
            assertThat(store.calls().find("c1")).hasValueSatisfying(c -> {
                assertThat(c.verdict()).isEqualTo(Verdict.NORMAL);
                assertThat(c.score()).isEqualTo(2);
                assertThat(c.pValue()).isEqualTo(own.pValue());
                assertThat(c.explanation()).contains("i1");
            });
            assertThat(store.calls().find("c2")).hasValue(strong);
        }
        assertThat(store.calls().shownBy()).isEmpty();
        store.calls().show(Map.of(), List.of("c2"));
        assertThat(store.calls().find("c1"))
                .hasValueSatisfying(c -> assertThat(c.score()).isEqualTo(2));
        store.calls().show(Map.of(), List.of("c1", "c2"));
        assertThat(store.calls().find("c1")).hasValue(own);
    }

    @Test
    void what_a_call_shows_beside_others_goes_with_the_incident() {
        store.calls().save(List.of(Samples.call("c1", "M1", 10, Verdict.NORMAL, 1)));
        var shown = new Attribution.Shown("i1", 0.001, 3, true, "rxlev_dl", List.of());
        store.calls().show(Map.of("c1", shown), List.of("c1"));
        Finding alone = Samples.finding("f1", null, "c1", "M1", "C1", 10);
        Finding beside = new Finding(
                "f2",
                "i1",
                "c1",
                alone.mobileId(),
                alone.cellId(),
                alone.startMs(),
                alone.endMs(),
                Finding.BESIDE_OTHERS,
                "rxlev_dl",
                -90,
                -84,
                -6,
                "dBm",
                3,
                0.001,
                0.001,
                "{}");
        store.calls().saveFindingsBesideOthers(List.of("c1"), List.of(beside));
        assertThat(store.calls().findingsBesideOthers("c1")).containsExactly(beside);
        store.calls().saveFindingsBesideOthers(List.of("c1"), List.of(beside));
        assertThat(store.calls().findingsOfCall("c1")).containsExactly(beside);
        store.calls().show(Map.of(), List.of("c1"));
        assertThat(store.calls().findingsOfCall("c1")).isEmpty();
    }

    /** A clock that stands in 2038 is not the present. */
    @Test
    void present_of_the_data_has_no_long_silence_before_it() {
        long year = 366L * 86_400_000;
        assertThat(store.traces().presentMs(year)).isEmpty();
        store.traces()
                .saveEvidence(List.of(
                        new TraceTable.Evidence("c1", Samples.DAY, new byte[] {1}),
                        new TraceTable.Evidence("c2", Samples.DAY + year / 2, new byte[] {1}),
                        new TraceTable.Evidence("c3", Samples.DAY + 12 * year, new byte[] {1}),
                        new TraceTable.Evidence("c4", Samples.DAY + 12 * year + 5, new byte[] {1})));
        assertThat(store.traces().presentMs(year)).hasValue(Samples.DAY + year / 2);
    }
}
