package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.OperatorLabel;
import org.lineside.findings.Finding;

/**
 * What operators have said so far. A row that names a call speaks of that call alone, whatever incident stands beside it.
 *
 * @param said the rows of labels files, one for each incident and call
 * @param incidentsOfCalls the incidents that explain the findings of each call that is named
 */
public record Feedback(List<Said> said, Map<String, Set<String>> incidentsOfCalls) {
    /** Nobody has said anything. */
    public static final Feedback NONE = new Feedback(List.of(), Map.of());

    /**
     * A row of a labels file.
     *
     * @param label the row
     * @param readAtMs the present of the data before the run that read it, epoch milliseconds; null when there were none
     */
    public record Said(OperatorLabel label, @Nullable Long readAtMs) {}

    /**
     * Why a call that deviates isn't anomalous.
     *
     * @param by the incident that an operator called a false alarm, or the call that he called sound
     * @param why a sentence without its end
     */
    public record Explained(String by, String why) {}

    /** Sorts the rows: the result is the same in whatever order they came. */
    public Feedback {
        said = said.stream()
                .sorted(Comparator.comparing(
                                (Said s) -> Objects.requireNonNullElse(s.label().callId(), ""))
                        .thenComparing(s -> Objects.requireNonNullElse(s.label().incidentId(), "")))
                .toList();
        incidentsOfCalls = Map.copyOf(incidentsOfCalls);
    }

    /** The cause that a row names, if it is one of the contract's words. */
    public static Optional<Cause> cause(OperatorLabel label) {
        String word = Objects.requireNonNullElse(label.cause(), "").trim().toLowerCase(Locale.ROOT);
        return Stream.of(Cause.values()).filter(c -> c.word().equals(word)).findFirst();
    }

    /**
     * The incidents with what was said of them.
     *
     * @param incidents as they were found, or with an earlier word on them
     * @param muteDays days of data for which a false alarm is muted
     */
    public List<Incident> on(List<Incident> incidents, int muteDays) {
        return incidents.stream().map(i -> on(i, muteDays)).toList();
    }

    private Incident on(Incident i, int muteDays) {
        OperatorWord before = i.word();
        Incident found = OperatorWord.asFound(i);
        Said said = of(i.incidentId());
        if (said == null) {
            return found.with(null);
        }
        Cause cause = cause(said.label()).orElse(found.cause());
        Boolean verdict = said.label().verdict();
        OperatorWord word = cause == found.cause() && verdict == null
                ? null
                : word(said, before, found, cause == found.cause() ? null : found.cause(), muteDays);
        return word == null ? found.with(null) : word.putOn(found, cause);
    }

    /** A word once taken up stays as it was, until the operator says something else. */
    private static OperatorWord word(
            Said said, @Nullable OperatorWord before, Incident found, @Nullable Cause corrected, int muteDays) {
        Boolean verdict = said.label().verdict();
        if (before != null
                && Objects.equals(before.verdict(), verdict)
                && (said.readAtMs() == null || said.readAtMs() == before.saidAtMs())) {
            return new OperatorWord(verdict, before.saidAtMs(), before.mutedUntilMs(), corrected);
        }
        long at = Objects.requireNonNullElse(said.readAtMs(), found.lastSeenAtMs());
        Long until = Boolean.FALSE.equals(verdict) ? Long.valueOf(at + TimeUnit.DAYS.toMillis(muteDays)) : null;
        return new OperatorWord(verdict, at, until, corrected);
    }

    private @Nullable Said of(String incidentId) {
        Said confirmed = null;
        for (Said s : said) {
            String call = s.label().callId();
            if (call == null && incidentId.equals(s.label().incidentId())) {
                return s;
            }
            boolean speaksOf = call != null
                    && Boolean.TRUE.equals(s.label().verdict())
                    && incidentsOfCalls.getOrDefault(call, Set.of()).contains(incidentId);
            if (speaksOf && confirmed == null) {
                confirmed = new Said(new OperatorLabel(incidentId, null, true, null, null), s.readAtMs());
            }
        }
        return confirmed;
    }

    /** The last word on each call that was named. */
    private Map<String, Said> calls() {
        Map<String, Said> calls = new TreeMap<>();
        for (Said s : said) {
            String call = s.label().callId();
            if (call != null) {
                // Rows are sorted: the one that names no incident comes first.
                calls.putIfAbsent(call, s);
            }
        }
        return calls;
    }

    private Set<String> calls(boolean verdict) {
        Set<String> calls = new TreeSet<>();
        calls().forEach((call, s) -> {
            if (Objects.equals(s.label().verdict(), verdict)) {
                calls.add(call);
            }
        });
        return calls;
    }

    /** Calls that an operator called sound. */
    public Set<String> soundCalls() {
        return calls(false);
    }

    /** Calls that an operator called faulty: nothing explains them away. */
    public Set<String> faultyCalls() {
        return calls(true);
    }

    /** The same, knowing of more findings which incident explains them. */
    Feedback knowing(List<Finding> findings, Map<String, String> incidentOf) {
        Map<String, Set<String>> known = new TreeMap<>(incidentsOfCalls);
        Set<String> faulty = faultyCalls();
        for (Finding f : findings) {
            String incident = incidentOf.get(f.findingId());
            if (incident != null && faulty.contains(f.callId())) {
                Set<String> all = new TreeSet<>(known.getOrDefault(f.callId(), Set.of()));
                all.add(incident);
                known.put(f.callId(), all);
            }
        }
        return new Feedback(said, known);
    }

    /**
     * The calls that deviate and are explained by an operator's word, by call: those he called sound, and those of which
     * every finding belongs to a false alarm.
     *
     * @param findings all findings of some calls
     * @param incidentOf the incident of each finding that has one
     * @param incidents incidents with what was said of them
     */
    Map<String, Explained> explained(List<Finding> findings, Map<String, String> incidentOf, List<Incident> incidents) {
        Map<String, Incident> denied = new TreeMap<>();
        incidents.stream().filter(Incident::deniedByOperator).forEach(i -> denied.put(i.incidentId(), i));
        Map<String, List<String>> perCall = new TreeMap<>();
        for (Finding f : findings) {
            perCall.computeIfAbsent(f.callId(), k -> new ArrayList<>()).add(incidentOf.getOrDefault(f.findingId(), ""));
        }
        faultyCalls().forEach(perCall::remove);
        Map<String, Explained> explained = new TreeMap<>();
        perCall.forEach((call, of) -> {
            Incident first = denied.get(of.getFirst());
            if (first != null && denied.keySet().containsAll(of)) {
                explained.put(
                        call,
                        new Explained(
                                first.incidentId(),
                                "an operator called incident " + first.incidentId() + " a false alarm"));
            }
        });
        soundCalls().forEach(c -> explained.put(c, new Explained(c, "an operator called it sound")));
        return explained;
    }
}
