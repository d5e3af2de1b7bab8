package org.lineside.detection.local;

import java.util.List;

/** A voter on windows. */
sealed interface Voter permits Subspace, Discord {
    /**
     * What a voter found.
     *
     * @param channel the channel it speaks of
     * @param from first place of where that channel deviates most
     * @param to end of it, exclusive
     * @param share what the channel contributes to what was found, 0..1
     */
    record Alarm(int channel, int from, int to, double share) {}

    /**
     * How unusual a window is, by group of channels.
     *
     * @return per {@link Channels#GROUPS}; empty where too little was measured
     */
    double[] scores(Windows windows, int window);

    /** What each channel says of a window, those that contribute nothing left out. */
    List<Alarm> alarms(Windows windows, int window);
}
