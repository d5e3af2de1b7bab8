package org.lineside.cli.view;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.calls.CallInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.store.Store;

/** Everything that is known of one call or one incident, from the database alone. */
public final class Explanation {
    private static final int MOST_FINDINGS = 12;
    private static final int MOST_CURVES = 3;
    private static final String INDENT = "  ";

    private final Store store;
    private final int width;
    private final PrintStream out;

    /**
     * For this reader.
     *
     * @param store what is known
     * @param width of the lines in characters
     * @param out where to; curves are drawn in ASCII when its character set has no more
     */
    public Explanation(Store store, int width, PrintStream out) {
        this.store = store;
        this.width = width;
        this.out = out;
    }

    /** Explains the incident or call of this name; gives false when there is neither. */
    public boolean print(String id) {
        Optional<Incident> incident = store.incidents().find(id);
        if (incident.isPresent()) {
            incident(incident.get());
            return true;
        }
        Optional<CallVerdict> call = store.calls().find(id);
        call.ifPresent(this::call);
        return call.isPresent();
    }

    private void incident(Incident incident) {
        List<String> lines = IncidentView.lines(incident, width);
        lines.subList(0, lines.size() - 1).forEach(this::line);
        labels(l -> l.callId() == null && incident.incidentId().equals(l.incidentId()));
        heading("Evidence");
        evidence(incident.evidence());
        List<Finding> findings = store.calls().findingsOfIncident(incident.incidentId());
        findings(findings);
        findings.stream()
                .filter(f -> store.calls().curve(f.callId()).isPresent())
                .findFirst()
                .ifPresentOrElse(
                        f -> {
                            heading("The strongest: call " + f.callId() + " (lineside explain " + f.callId() + ")");
                            curves(f.callId(), List.of(f));
                        },
                        () -> line("No curve of its calls is kept any more (retention.curve_days)."));
    }

    private void call(CallVerdict v) {
        CallInfo info = v.info();
        line("Call " + info.callId() + ": " + v.verdict().word().replace('_', ' ')
                + (v.explanation() == null ? "" : ", " + v.explanation()));
        wrapped("mobile " + info.mobileId() + ", " + info.service() + with(", train ", info.trainNumber())
                + with(", model ", info.mobileModel()) + with(", released: ", info.releaseCause()));
        wrapped(Words.minute(info.startMs()) + " to " + Words.minute(info.endMs()) + " UTC, "
                + Words.count(v.samples(), "report"));
        wrapped(
                v.referenceId() == null
                        ? "no reference covers it: lineside learn builds references from healthy days"
                        : "score " + Words.plain(v.score()) + ", p " + Words.probability(v.pValue())
                                + ", against reference " + v.referenceId());
        labels(l -> info.callId().equals(l.callId()));
        List<Finding> findings = store.calls().findingsOfCall(info.callId());
        findings(findings);
        findings.stream()
                .map(Finding::incidentId)
                .flatMap(id -> Optional.ofNullable(id).stream())
                .distinct()
                .flatMap(id -> store.incidents().find(id).stream())
                .forEach(incident -> {
                    line("");
                    IncidentView.lines(incident, width).forEach(this::line);
                });
        line("");
        curves(info.callId(), findings);
    }

    /** What an operator said of it. */
    private void labels(Predicate<OperatorLabel> ofIt) {
        for (Feedback.Said said : store.incidents().labels()) {
            OperatorLabel label = said.label();
            if (ofIt.test(label)) {
                Long read = said.readAtMs();
                String verdict =
                        label.verdict() == null ? "left open" : label.verdict().toString();
                heading("An operator's label");
                wrapped("verdict: " + verdict + (read == null ? "" : ", read at " + Words.minute(read) + " of the data")
                        + with(", cause: ", label.cause()) + with(", text: ", label.text()));
            }
        }
    }

    private void findings(List<Finding> findings) {
        heading(findings.isEmpty() ? "No findings" : Words.count(findings.size(), "finding"));
        for (Finding f : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            wrapped(Words.minute(f.startMs()).substring(0, 10) + " " + Words.clock(f.startMs()) + " to "
                    + Words.clock(f.endMs()) + " call " + f.callId() + ", mobile " + f.mobileId() + ", cell "
                    + f.cellId() + ": " + f.indicator() + " " + Words.signed(f.effect()) + " " + f.unit()
                    + " (observed " + Words.plain(f.observed()) + ", expected " + Words.plain(f.expected()) + "), "
                    + f.method() + ", score " + Words.plain(f.score()) + ", q " + Words.probability(f.qValue()));
        }
        if (findings.size() > MOST_FINDINGS) {
            wrapped("and " + (findings.size() - MOST_FINDINGS) + " more: lineside findings --all");
        }
        if (findings.size() == 1) {
            evidence(findings.getFirst().evidence());
        }
    }

    private void curves(String callId, List<Finding> findings) {
        Optional<Curve> kept = store.calls().curve(callId);
        if (kept.isEmpty()) {
            line("No curve is kept: curves are kept of calls with a finding, for retention.curve_days.");
            return;
        }
        Curve curve = kept.get();
        boolean unicode = out.charset().newEncoder().canEncode('░');
        List<Curve.Series> marked = curve.series().stream()
                .filter(s -> findings.stream().anyMatch(f -> speaksOf(f, s)))
                .toList();
        List<Curve.Series> shown = marked.isEmpty() ? curve.series() : marked;
        for (Curve.Series series : shown.subList(0, Math.min(MOST_CURVES, shown.size()))) {
            CurvePlot.draw(curve, series, time -> deviates(findings, series, time), width, unicode)
                    .forEach(this::line);
        }
    }

    private static boolean deviates(List<Finding> findings, Curve.Series series, long time) {
        return findings.stream().anyMatch(f -> speaksOf(f, series) && time >= f.startMs() && time <= f.endMs());
    }

    /** The balance of the links has no curve of its own: it is seen where both levels are drawn. */
    private static boolean speaksOf(Finding finding, Curve.Series series) {
        return finding.indicator().equals(series.indicator())
                || (finding.indicator().equals("link_balance") && series.unit().equals("dBm"));
    }

    private void evidence(String json) {
        EvidenceText.lines(json).forEach(this::wrapped);
    }

    private static String with(String prefix, @Nullable String text) {
        return text == null ? "" : prefix + text;
    }

    private void heading(String text) {
        line("");
        line(text);
    }

    private void wrapped(String text) {
        Words.wrapped(text, INDENT, width).forEach(this::line);
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
