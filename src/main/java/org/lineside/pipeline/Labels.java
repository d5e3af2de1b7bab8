package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.calls.OperatorLabel;
import org.lineside.findings.Finding;
import org.lineside.logging.Fields;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators say, between the database and attribution. */
final class Labels {
    private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

    private Labels() {}

    /** All that was said, of earlier runs too, and the incidents of the calls it was said of. */
    static Feedback feedback(Store store) {
        List<Feedback.Said> said = store.incidents().labels();
        Map<String, Set<String>> incidents = new TreeMap<>();
        for (Feedback.Said s : said) {
            String call = s.label().callId();
            if (call != null) {
                Set<String> own = new TreeSet<>();
                store.calls().findingsOfCall(call).stream()
                        .map(Finding::incidentId)
                        .filter(Objects::nonNull)
                        .forEach(own::add);
                incidents.put(call, own);
            }
        }
        return new Feedback(said, incidents);
    }

    /** All findings of the calls in which the incidents show that these labels speak of, however long ago they were. */
    static List<Finding> findings(Store store, List<OperatorLabel> labels) {
        Set<String> calls = new TreeSet<>();
        for (OperatorLabel label : labels) {
            String incident = label.incidentId();
            if (incident != null) {
                store.calls().findingsOfIncident(incident).forEach(f -> calls.add(f.callId()));
            }
        }
        Map<String, Finding> findings = new LinkedHashMap<>();
        calls.forEach(c -> store.calls().findingsOfCall(c).forEach(f -> findings.put(f.findingId(), f)));
        return List.copyOf(findings.values());
    }

    /** Brings the verdicts of calls up to date with what operators said. */
    static void explain(Store store, Attribution.Input input, Attribution result) {
        Feedback feedback = input.feedback();
        store.calls().unlink(List.copyOf(feedback.soundCalls()));
        Set<String> weighed = new HashSet<>();
        input.evidence().forEach(c -> weighed.add(c.callId()));
        List<String> over = new ArrayList<>();
        store.calls().explainedByOperators().forEach((call, by) -> {
            boolean decided = weighed.contains(call);
            if (!result.explained().containsKey(call) && (decided || !holds(store, feedback, call, by))) {
                over.add(call);
            }
        });
        store.calls().unexplain(over);
        store.calls().explain(result.explained());
    }

    /** Whether the word that explained a call before the window of the evidence still stands. */
    private static boolean holds(Store store, Feedback feedback, String call, String by) {
        if (feedback.faultyCalls().contains(call)) {
            return false;
        }
        return by.equals(call)
                ? feedback.soundCalls().contains(call)
                : store.incidents().find(by).map(Incident::deniedByOperator).orElse(true);
    }

    /** Says what became of the rows read in this run. */
    static void report(Store store, List<OperatorLabel> labels) {
        Set<String> unknown = new TreeSet<>();
        Set<String> causes = new TreeSet<>();
        for (OperatorLabel label : labels) {
            String incident = label.incidentId();
            String call = label.callId();
            if (call != null && store.calls().find(call).isEmpty()) {
                unknown.add(call);
            } else if (call == null
                    && incident != null
                    && store.incidents().find(incident).isEmpty()) {
                unknown.add(incident);
            }
            if (label.cause() != null && Feedback.cause(label).isEmpty()) {
                causes.add(label.cause());
            }
        }
        if (!labels.isEmpty()) {
            LOG.info("{} labels read", Fields.field("labels", labels.size()));
        }
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "{} labels name an incident or call that is not known, and wait for it: {}",
                    Fields.field("unknown_labels", unknown.size()),
                    Fields.field("unknown", String.join(", ", unknown)));
        }
        if (!causes.isEmpty()) {
            LOG.warn("labels name causes that there are not: {}", Fields.field("causes", String.join(", ", causes)));
        }
    }
}
