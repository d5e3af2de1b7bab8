package org.lineside.pipeline;

import java.util.List;
import org.lineside.detection.Room;
import org.lineside.detection.autoencoder.Reconstruction;
import org.lineside.detection.graph.HandoverChain;
import org.lineside.detection.tests.ReferenceTest;

/** The detection methods, in the order in which their statistics are calibrated. A new room is one line here. */
final class Rooms {
    static final List<Room> ALL = List.of(ReferenceTest.room(), HandoverChain.room(), Reconstruction.room());

    private Rooms() {}
}
