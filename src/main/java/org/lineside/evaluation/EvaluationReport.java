package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation for people and for programs. */
public final class EvaluationReport {
    private EvaluationReport() {}

    /** A table for people. */
    public static String table(Evaluation e) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "calls",
                e.calls() + ", of which " + e.anomalousCalls() + " felt a fault; " + e.withoutVerdict()
                        + " without verdict");
        estimates(e).forEach((name, estimate) -> line(out, name, interval(estimate)));
        line(out, "seconds: precision", number(e.secondsPrecision()));
        line(out, "seconds: recall", number(e.secondsRecall()));
        line(out, "incidents per fault found", number(e.incidentsPerFault()));
        line(out, "false incidents per day", number(e.falseIncidentsPerDay()));
        line(out, "median delay, hours", number(e.delayHours()));
        line(out, "median delay, calls", number(e.delayCalls()));
        line(out, "hard negatives raised", String.join(" ", e.hardNegativesRaised()));
        out.append(String.format(
                Locale.ROOT,
                "%n%-26s %8s %-9s %9s %5s %9s  %-22s %-7s %s%n",
                "fault",
                "felt",
                "",
                "flagged",
                "early",
                "incidents",
                "named cause",
                "right",
                "named entity"));
        for (Evaluation.FaultOutcome f : e.faults()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-26s %8.1f %-9s %4d/%-4d %5s %9d  %-22s %-7s %s%n",
                    f.id(),
                    f.magnitude().size(),
                    f.magnitude().unit(),
                    f.callsFlagged(),
                    f.callsAffected(),
                    early(f),
                    f.incidents(),
                    f.found() ? f.namedCause().word() : "-",
                    (f.causeRight() ? "C" : "-") + (f.entityRight() ? "E" : "-"),
                    f.namedEntity()));
        }
        return out.toString();
    }

    private static String early(Evaluation.FaultOutcome f) {
        EarlyLook.Standing early = f.early();
        return early == null ? "" : early.right() ? "right" : early.found() ? "found" : "-";
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "%-28s %s%n", name, value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String interval(Estimate e) {
        return String.format(Locale.ROOT, "%.3f  [%.3f, %.3f]  n=%d", e.value(), e.low(), e.high(), e.n());
    }

    private static Map<String, Estimate> estimates(Evaluation e) {
        Map<String, Estimate> all = new LinkedHashMap<>();
        all.put("average precision", e.averagePrecision());
        all.put("precision", e.precision());
        all.put("recall", e.recall());
        all.put("false flag rate, clean", e.falseFlagRate());
        all.put("false flag rate, hard", e.hardNegativeFlagRate());
        all.put("faults found", e.faultRecall());
        all.put("causes right", e.causeAccuracy());
        all.put("entities right", e.entityAccuracy());
        return all;
    }

    /** A JSON object; numbers that could not be measured are null. */
    public static String json(Evaluation e) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("calls", e.calls());
        root.put("anomalous_calls", e.anomalousCalls());
        root.put("without_verdict", e.withoutVerdict());
        root.put("average_precision", estimate(e.averagePrecision()));
        root.put("precision", estimate(e.precision()));
        root.put("recall", estimate(e.recall()));
        root.put("false_flag_rate", estimate(e.falseFlagRate()));
        root.put("hard_negative_flag_rate", estimate(e.hardNegativeFlagRate()));
        root.put("seconds_precision", finite(e.secondsPrecision()));
        root.put("seconds_recall", finite(e.secondsRecall()));
        root.put("fault_recall", estimate(e.faultRecall()));
        root.put("cause_accuracy", estimate(e.causeAccuracy()));
        root.put("entity_accuracy", estimate(e.entityAccuracy()));
        root.put("incidents_per_fault", finite(e.incidentsPerFault()));
        root.put("false_incidents_per_day", finite(e.falseIncidentsPerDay()));
        root.put("delay_hours", finite(e.delayHours()));
        root.put("delay_calls", finite(e.delayCalls()));
        root.put("hard_negatives_raised", e.hardNegativesRaised());
        root.put("false_incidents", e.falseIncidents());
        List<Map<String, @Nullable Object>> faults = new ArrayList<>();
        for (Evaluation.FaultOutcome f : e.faults()) {
            faults.add(fault(f));
        }
        root.put("faults", faults);
        return JsonMapper.shared().writeValueAsString(root);
    }

    private static Map<String, @Nullable Object> fault(Evaluation.FaultOutcome f) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("fault_id", f.id());
        map.put("kind", f.kind());
        map.put("cause", f.cause().word());
        map.put("severity", f.severity());
        map.put("magnitude", finite(f.magnitude().size()));
        map.put("unit", f.magnitude().unit());
        map.put("calls_affected", f.callsAffected());
        map.put("calls_flagged", f.callsFlagged());
        map.put("incidents", f.incidents());
        map.put("named_cause", f.found() ? f.namedCause().word() : null);
        map.put("named_entity", f.namedEntity());
        map.put("cause_right", f.causeRight());
        map.put("entity_right", f.entityRight());
        map.put("delay_hours", finite(f.delayHours()));
        map.put("delay_calls", f.delayCalls());
        EarlyLook.Standing early = f.early();
        map.put("found_early", early == null ? null : early.found());
        map.put("right_early", early == null ? null : early.right());
        return map;
    }

    private static Map<String, @Nullable Object> estimate(Estimate e) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("value", finite(e.value()));
        map.put("low", finite(e.low()));
        map.put("high", finite(e.high()));
        map.put("n", e.n());
        return map;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
