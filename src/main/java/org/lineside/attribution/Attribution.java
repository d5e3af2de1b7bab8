package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.findings.Finding;

/**
 * From evidence to incidents.
 *
 * @param incidents every incident of the window: new, changed, and known ones that only end or of which an operator has
 *     said something new
 * @param incidentOf the incident that explains a finding, by finding id; findings that none explains are absent
 * @param shown what incidents say of calls of the window that met what they are made of, by call
 * @param explained calls of the window that deviate and are explained by an operator's word, by call
 */
public record Attribution(
        List<Incident> incidents,
        Map<String, String> incidentOf,
        Map<String, Shown> shown,
        Map<String, Feedback.Explained> explained) {
    /**
     * What an incident says of a call that met what it is made of.
     *
     * @param incidentId the incident
     * @param chance how often a sound call shows as much there, 0..1
     * @param score −log10 of that chance divided by how much likelier a call that met it is affected than any other is
     *     flagged by chance, by their odds (a weighted p-value: Genovese, Roeder and Wasserman, Biometrika 93, 2006)
     * @param anomalous whether it shows it, by enough and for long enough to count
     * @param indicator what it shows in: the profile's column name, or {@code handover}
     * @param where the times (from, to in epoch milliseconds) at which it shows
     */
    public record Shown(
            String incidentId, double chance, double score, boolean anomalous, String indicator, List<long[]> where) {
        /** Of what several incidents say of a call what makes it anomalous, or else scores highest. */
        Shown or(Shown other) {
            if (anomalous != other.anomalous) {
                return anomalous ? this : other;
            }
            return score >= other.score ? this : other;
        }
    }

    /**
     * What attribution works on.
     *
     * @param evidence the calls of the window, those judged now and those kept from earlier runs, any order
     * @param findings findings of those calls
     * @param known incidents of earlier runs: open ones, those closed lately, and those of which an operator said something
     * @param feedback what operators have said
     * @param scales what effects are measured against
     * @param profile the radio technology
     * @param cells reference data by cell
     * @param settings what counts
     */
    public record Input(
            List<CallEvidence> evidence,
            List<Finding> findings,
            List<Incident> known,
            Feedback feedback,
            EffectScales scales,
            Profile profile,
            Map<String, CellInfo> cells,
            Settings settings) {
        Input knowing(List<Incident> incidents) {
            return new Input(evidence, findings, incidents, feedback, scales, profile, cells, settings);
        }
    }

    /** Weighs the evidence and brings the incidents up to date. Pure; the result depends on the input alone. */
    public static Attribution of(Input input) {
        return of(input, List.of());
    }

    /**
     * The same with what days, and not calls, tell.
     *
     * @param creeps cells and mobiles that drift away from the golden references
     */
    public static Attribution of(Input input, List<Creep> creeps) {
        Set<String> sound = input.feedback().soundCalls();
        List<CallEvidence> calls = input.evidence().stream()
                .filter(c -> !sound.contains(c.callId()))
                .sorted(Comparator.comparingLong(CallEvidence::startMs).thenComparing(CallEvidence::callId))
                .toList();
        int muteDays = input.settings().decision().muteDays();
        List<Incident> labelled = input.feedback().on(input.known(), muteDays);
        Input plain = input.knowing(labelled.stream().map(OperatorWord::asFound).toList());
        Muting muting = new Muting(
                labelled,
                calls,
                input.scales(),
                HarmfulEffects.of(input.profile(), input.settings().decision()).min(),
                input.profile());
        Priors priors = Priors.of(labelled, input.profile());
        IncidentLedger ledger = new IncidentLedger(plain, calls);
        List<Draft> told = new Drafting(plain, calls, muting, priors).drafts();
        List<Draft> drafts = new ArrayList<>(new CreepDrafts(plain, calls).with(told, creeps));
        drafts.removeIf(d -> !told.contains(d) && muting.absorbs(d));
        Map<Draft, Incident> joined = ledger.join(drafts);
        List<Incident> seen = new ArrayList<>(ledger.ended(joined.values()));
        joined.values().stream().distinct().forEach(seen::add);
        return new Outcome(input, labelled, seen, joined, muting).result();
    }

    /** What the look at the evidence gave, to be put together with what operators said. */
    private record Outcome(
            Input input, List<Incident> labelled, List<Incident> seen, Map<Draft, Incident> joined, Muting muting) {
        Attribution result() {
            Map<String, String> incidentOf = explained();
            Feedback feedback = input.feedback().knowing(input.findings(), incidentOf);
            Map<String, Incident> all = new TreeMap<>();
            labelled.forEach(i -> all.put(i.incidentId(), i));
            for (Incident i : seen) {
                Incident before = all.get(i.incidentId());
                all.put(i.incidentId(), before == null ? i : i.with(before.word()));
            }
            List<Incident> now = feedback.on(
                    List.copyOf(all.values()), input.settings().decision().muteDays());
            Set<String> touched = new HashSet<>();
            seen.forEach(i -> touched.add(i.incidentId()));
            Set<Incident> unchanged = new HashSet<>(input.known());
            List<Incident> incidents = now.stream()
                    .filter(i -> touched.contains(i.incidentId()) || !unchanged.contains(i))
                    .sorted(Comparator.comparingLong(Incident::openedAtMs).thenComparing(Incident::incidentId))
                    .toList();
            Map<String, String> kept = new TreeMap<>(incidentOf);
            for (Finding f : input.findings()) {
                String incident = f.incidentId();
                if (incident != null) {
                    kept.putIfAbsent(f.findingId(), incident);
                }
            }
            return new Attribution(incidents, incidentOf, shown(), feedback.explained(input.findings(), kept, now));
        }

        private Map<String, Shown> shown() {
            double rate = input.settings().decision().errorRate();
            Map<String, Shown> shown = new TreeMap<>();
            joined.forEach((draft, incident) -> {
                // Not the incident's scope: how many begin in one run, and so become a storm, depends on how the input
                // was cut.
                if (draft.cause().isRadioFault() && draft.scope() != Scope.NETWORK) {
                    draft.met()
                            .shown(incident.incidentId(), rate)
                            .forEach((call, said) -> shown.merge(call, said, Shown::or));
                }
            });
            return shown;
        }

        /** What is open explains a finding before what is muted does. */
        private Map<String, String> explained() {
            Map<String, String> incidentOf = new TreeMap<>();
            Map<String, Long> covered = new HashMap<>();
            joined.forEach((draft, incident) -> explain(incident.incidentId(), draft.where(), incidentOf, covered));
            Map<String, String> open = Map.copyOf(incidentOf);
            covered.clear();
            muting.where().forEach((incident, where) -> explain(incident, where, incidentOf, covered));
            incidentOf.putAll(open);
            return incidentOf;
        }

        /**
         * Of several incidents that a finding meets, the one that shows in most of its time explains it, the first of equals.
         *
         * @param covered by finding: how long the incident that explains it so far shows in it, in milliseconds
         */
        private void explain(
                String incident,
                Map<String, List<long[]>> where,
                Map<String, String> incidentOf,
                Map<String, Long> covered) {
            for (Finding finding : input.findings()) {
                long common = Draft.commonMs(finding, where);
                if (common > covered.getOrDefault(finding.findingId(), 0L)
                        && muting.allows(incident, finding.indicator())) {
                    incidentOf.put(finding.findingId(), incident);
                    covered.put(finding.findingId(), common);
                }
            }
        }
    }
}
