package org.lineside.detection;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.lineside.comparison.ComparedCall;

/** A trained room. Implementations are immutable and safe to use from several threads. */
public interface Detector {
    /** The method's name in findings. */
    String method();

    /** Names of its statistics; each is calibrated on its own. */
    List<String> statistics();

    /** Looks at one call. */
    Outcome observe(ComparedCall call);

    /** Further facts for people about an observation of its own; asked for only when it becomes a finding. */
    default Map<String, Object> evidence(ComparedCall call, Observation seen) {
        return Map.of();
    }

    /** Whether a later model goes on from what this one has learned, so that its own depends on it. */
    default boolean isPassedOn() {
        return false;
    }

    /** Writes what was trained, so that {@link Room#read} can take it up. */
    void write(DataOutput out) throws IOException;
}
