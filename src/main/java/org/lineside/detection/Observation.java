package org.lineside.detection;

import java.util.Map;

/**
 * What a room saw in one call, at its strongest, in one of its statistics.
 *
 * @param statistic index into {@link Detector#statistics()}
 * @param score raw score, growing with abnormality; its scale is the statistic's own
 * @param indicator what it speaks of: a profile's column name, {@code handover}, {@code neighbours}, …
 * @param from first sample of the stretch
 * @param to end of the stretch, exclusive
 * @param observed mean observed in the stretch
 * @param expected mean expected in the stretch
 * @param unit unit of both
 * @param relevant whether effect and extent reach what counts
 * @param facts further facts for people
 */
public record Observation(
        int statistic,
        double score,
        String indicator,
        int from,
        int to,
        double observed,
        double expected,
        String unit,
        boolean relevant,
        Map<String, Object> facts) {
    /** Observed minus expected. */
    public double effect() {
        return observed - expected;
    }
}
