package org.lineside.pipeline;

import java.util.List;
import java.util.Optional;
import org.lineside.detection.Room;
import org.lineside.detection.autoencoder.Reconstruction;
import org.lineside.detection.graph.HandoverChain;
import org.lineside.detection.local.SubsequenceVote;
import org.lineside.detection.tests.ReferenceTest;

/** The detection methods, in the order in which their statistics are calibrated. A new room is one line here. */
final class Rooms {
    /**
     * The weight of rooms that look at the same residuals as the tests do, only otherwise: most of what they see is seen
     * without them, so they may claim a quarter of what a statistic of the tests may, and cost those next to nothing.
     */
    private static final double CONFIRMING = 0.25;

    static final List<Entry> ALL = List.of(
            new Entry("test", ReferenceTest.room(), 1),
            new Entry("graph", HandoverChain.room(), 1),
            new Entry("local", SubsequenceVote.room(), CONFIRMING),
            new Entry("autoencoder", Reconstruction.room(), CONFIRMING));

    private Rooms() {}

    /**
     * A room on the list.
     *
     * @param name what the configuration and the findings call it, as {@link org.lineside.detection.Detector#method}
     * @param room the room
     * @param weight what each of its statistics may claim of the error rate, beside those of others
     */
    record Entry(String name, Room room, double weight) {}

    /** Those of these names, in the order of the list. */
    static List<Entry> of(List<String> names) {
        return ALL.stream().filter(e -> names.contains(e.name())).toList();
    }

    /** The one of this name. */
    static Optional<Entry> find(String name) {
        return ALL.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
