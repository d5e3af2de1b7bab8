package org.lineside.attribution;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the calls that met an incident's entity in its time show of it. By itself a call must stand out among all that is
 * looked at in it; where an incident is known, one question is asked: whether it shows there what the others show.
 *
 * @param indicator what it shows in: the profile's column name, or {@code handover}
 * @param calls what each call shows, by call
 */
record Met(String indicator, Map<String, Showing> calls) {
    /** What happens to handovers. */
    static final String HANDOVER = "handover";

    /** Of what harms no call by itself. */
    static final Met NOTHING = new Met(HANDOVER, Map.of());

    /** What shows less than every second sound call would is taken for sound, Storey's λ. */
    private static final double LOOKS_SOUND = 0.5;

    /** Of the calls that an incident makes anomalous, so many may be sound: those that show as much by chance. */
    static final double LARGEST_FALSE_SHARE = 0.05;

    Met {
        calls = Map.copyOf(calls);
    }

    /**
     * What one call shows.
     *
     * @param chance how often a sound call shows as much there, 0..1
     * @param harmed whether the call itself had to do with it, by enough and for long enough to count
     * @param where the times (from, to in epoch milliseconds) at which it shows
     */
    record Showing(double chance, boolean harmed, List<long[]> where) {
        /** Two that speak of one call: as much as the one that says more. */
        Showing or(Showing other) {
            return new Showing(
                    Math.min(chance, other.chance),
                    harmed || other.harmed,
                    Stream.concat(where.stream(), other.where.stream()).toList());
        }
    }

    /**
     * What an incident says of the calls.
     *
     * @param errorRate share of other calls that are flagged by chance, 0..1: of these it depends on no call
     */
    Map<String, Attribution.Shown> shown(String incidentId, double errorRate) {
        double sound = soundShare();
        double weight = Math.max(1, (1 - sound) / sound * (1 - errorRate) / errorRate);
        double limit = limit(LARGEST_FALSE_SHARE);
        Map<String, Attribution.Shown> shown = new TreeMap<>();
        calls.forEach((call, showing) -> shown.put(
                call,
                new Attribution.Shown(
                        incidentId,
                        showing.chance,
                        -Math.log10(showing.chance) + Math.log10(weight),
                        showing.harmed && showing.chance <= limit,
                        indicator,
                        showing.where)));
        return shown;
    }

    /**
     * Share of the calls that are sound, from those that look so, one more than there are for safety: p-values of sound calls
     * lie beyond λ in a share of 1 − λ (Storey, Taylor and Siegmund, J. R. Statist. Soc. B 66, 2004).
     */
    double soundShare() {
        long lookSound =
                calls.values().stream().filter(c -> c.chance > LOOKS_SOUND).count();
        return Math.min(1, (lookSound + 1) / (calls.size() * (1 - LOOKS_SOUND)));
    }

    /**
     * The largest chance at which calls may be told, so that of those told at most a given share is expected to be sound:
     * the step-up procedure of Benjamini and Hochberg (J. R. Statist. Soc. B 57, 1995) with the share of sound calls estimated.
     *
     * @return 0 where there is none
     */
    double limit(double falseShare) {
        double sound = soundShare() * calls.size();
        double[] sorted =
                calls.values().stream().mapToDouble(Showing::chance).sorted().toArray();
        for (int told = sorted.length; told > 0; told--) {
            if (sound * sorted[told - 1] <= falseShare * told) {
                return sorted[told - 1];
            }
        }
        return 0;
    }
}
