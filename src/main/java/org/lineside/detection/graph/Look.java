package org.lineside.detection.graph;

import java.util.List;
import org.lineside.detection.Observation;

/** One look at the order of a call's cells; its scores are on a scale of their own, growing with abnormality. */
interface Look {
    /** Its name in findings. */
    String name();

    /** What it sees; empty where it has nothing to go by. The room numbers the observations, a look leaves that 0. */
    List<Observation> at(Scene scene);
}
