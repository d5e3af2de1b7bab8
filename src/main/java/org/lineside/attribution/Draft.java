package org.lineside.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.findings.Finding;

/**
 * An incident as one look at the evidence shows it, before it is joined with what earlier looks showed.
 *
 * @param scope kind of entity
 * @param entity the entity
 * @param cause what is believed to be wrong
 * @param confidence 0..1
 * @param severity 1..4
 * @param startMs first affected call's time at the entity, epoch milliseconds
 * @param endMs last affected call's time at the entity
 * @param soundMs when the fault was seen to have gone, null while that is not known
 * @param affected calls that show it, by identifier
 * @param met what the calls that met it in its time show of it
 * @param observed number of calls that could have
 * @param effect size
 * @param unit its unit
 * @param summary one sentence
 * @param facts what stands behind it
 * @param where in each affected call the times (from, to in epoch milliseconds) at which it shows
 */
record Draft(
        Scope scope,
        String entity,
        Cause cause,
        double confidence,
        int severity,
        long startMs,
        long endMs,
        @Nullable Long soundMs,
        List<String> affected,
        Met met,
        int observed,
        double effect,
        String unit,
        String summary,
        Map<String, Object> facts,
        Map<String, List<long[]>> where) {

    /** The same, saying that it is more than a false alarm that is muted. */
    Draft moreThan(String incidentId) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put("more_than_muted", incidentId);
        return new Draft(
                scope,
                entity,
                cause,
                confidence,
                severity,
                startMs,
                endMs,
                soundMs,
                affected,
                met,
                observed,
                effect,
                unit,
                summary + " It is more than what an operator called a false alarm (" + incidentId + ").",
                more,
                where);
    }

    /** Two decimals: what is shown of a size. */
    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** For how long this shows within a finding, in milliseconds. */
    long commonMs(Finding finding) {
        return commonMs(finding, where);
    }

    /** For how long a finding meets what shows in its call, by call, in milliseconds; meeting at a point counts as one. */
    static long commonMs(Finding finding, Map<String, List<long[]>> where) {
        long common = 0;
        for (long[] span : where.getOrDefault(finding.callId(), List.of())) {
            long met = Math.min(finding.endMs(), span[1]) - Math.max(finding.startMs(), span[0]);
            common += met < 0 ? 0 : Math.max(1, met);
        }
        return common;
    }

    boolean overlaps(long fromMs, long toMs) {
        return startMs <= toMs && fromMs <= endMs;
    }
}
