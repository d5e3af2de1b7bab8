package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.findings.Finding;

/**
 * From evidence to incidents.
 *
 * @param incidents every incident of the window: new, changed, and known ones that only end
 * @param incidentOf the incident that explains a finding, by finding id; findings that none explains are absent
 */
public record Attribution(List<Incident> incidents, Map<String, String> incidentOf) {
    /**
     * What attribution works on.
     *
     * @param evidence the calls of the window, those judged now and those kept from earlier runs, any order
     * @param findings findings of those calls
     * @param known incidents of earlier runs, open ones and those closed lately
     * @param scales what effects are measured against
     * @param profile the radio technology
     * @param cells reference data by cell
     * @param settings what counts
     */
    public record Input(
            List<CallEvidence> evidence,
            List<Finding> findings,
            List<Incident> known,
            EffectScales scales,
            Profile profile,
            Map<String, CellInfo> cells,
            Settings settings) {}

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
        List<CallEvidence> calls = input.evidence().stream()
                .sorted(Comparator.comparingLong(CallEvidence::startMs).thenComparing(CallEvidence::callId))
                .toList();
        IncidentLedger ledger = new IncidentLedger(input, calls);
        Map<Draft, Incident> joined = ledger.join(drafts(input, calls, creeps));
        List<Incident> incidents = new ArrayList<>(ledger.ended(joined.values()));
        joined.values().stream().distinct().forEach(incidents::add);
        incidents.sort(Comparator.comparingLong(Incident::openedAtMs).thenComparing(Incident::incidentId));
        return new Attribution(List.copyOf(incidents), explained(input.findings(), joined));
    }

    private static List<Draft> drafts(Input input, List<CallEvidence> calls, List<Creep> creeps) {
        Drafting drafting = new Drafting(input, calls);
        return new CreepDrafts(input, calls, drafting).with(drafting.drafts(), creeps);
    }

    private static Map<String, String> explained(List<Finding> findings, Map<Draft, Incident> joined) {
        Map<String, String> incidentOf = new TreeMap<>();
        for (Finding finding : findings) {
            joined.forEach((draft, incident) -> {
                for (long[] span : draft.where().getOrDefault(finding.callId(), List.of())) {
                    if (finding.startMs() <= span[1] && finding.endMs() >= span[0]) {
                        incidentOf.putIfAbsent(finding.findingId(), incident.incidentId());
                    }
                }
            });
        }
        return incidentOf;
    }
}
