package org.lineside.attribution;

import java.util.Map;

/**
 * Calls that show what an incident is made of, to be looked at again.
 *
 * @param indicator what it shows in: the profile's column name, or {@code handover}
 * @param chance by call: how often a sound call shows as much there, 0..1
 */
record Candidates(String indicator, Map<String, Double> chance) {
    /** What happens to handovers. */
    static final String HANDOVER = "handover";

    /** Of what harms no call by itself. */
    static final Candidates NONE = new Candidates(HANDOVER, Map.of());

    Candidates {
        chance = Map.copyOf(chance);
    }
}
