package org.lineside.detection;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.lineside.comparison.ComparedCall;

/** A trained room. Implementations are immutable and safe to use from several threads. */
public interface Detector {
    /** The method's name in findings. */
    String method();

    /** Names of its statistics; each is calibrated on its own. */
    List<String> statistics();

    /** Looks at one call. */
    Outcome observe(ComparedCall call);

    /** Writes what was trained, so that {@link Room#read} can take it up. */
    void write(DataOutput out) throws IOException;
}
