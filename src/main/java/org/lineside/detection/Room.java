package org.lineside.detection;

import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
     * A room trained on all held-out calls, and on either half of them alone: what scores the calls that calibrate must not
     * have learned from them.
     *
     * @param all the detector that judges new calls
     * @param ofHalf the detectors that know one half only, in the order of the halves
     */
    record Trained(Detector all, List<Detector> ofHalf) {}

    /**
     * Trains the room on all calls and on each half alone. A room that goes on from an earlier model does so by half, too:
     * a train's day belongs to the same half in every model, so that what a half knows it has of its own calls alone.
     *
     * @param halves the same calls in two halves
     * @param earlier this room in the model in force, if there is one
     */
    default Trained train(
            Context context, ComparedCalls heldOut, List<? extends ComparedCalls> halves, Optional<Detector> earlier) {
        return new Trained(
                train(context, heldOut),
                halves.stream().map(half -> train(context, half)).toList());
    }

    /** Takes up a room trained before. */
    Detector read(Context context, DataInput in) throws IOException;
}
