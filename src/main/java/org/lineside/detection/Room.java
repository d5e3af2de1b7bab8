package org.lineside.detection;

import java.io.DataInput;
import java.io.IOException;
import org.lineside.calls.Profile;
import org.lineside.comparison.ComparedCalls;
import org.lineside.config.Settings;
import org.lineside.references.ReferenceModel;

/** A detection method before it is trained. The pipeline lists the rooms; nothing else knows them. */
public interface Room {
    /**
     * What every room may build on.
     *
     * @param model the references
     * @param profile the radio technology
     * @param decision what counts
     */
    record Context(ReferenceModel model, Profile profile, Settings.Decision decision) {}

    /**
     * Trains the room on calls of the history, each compared with references that were learned without it.
     *
     * @param heldOut the calls, in a fixed order
     */
    Detector train(Context context, ComparedCalls heldOut);

    /**
     * Trains the room again, going on from what it had learned for an earlier model where it can make use of that. Only
     * for a detector that will judge new calls: one that is to score held-out calls must not know what came from them.
     *
     * @param heldOut the calls, in a fixed order
     * @param earlier the earlier model's detector of this room
     */
    default Detector train(Context context, ComparedCalls heldOut, Detector earlier) {
        return train(context, heldOut);
    }

    /** Takes up a room trained before. */
    Detector read(Context context, DataInput in) throws IOException;
}
