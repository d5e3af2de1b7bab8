package org.lineside.pipeline;

import java.util.List;
import java.util.Optional;
import org.lineside.attribution.EffectScales;
import org.lineside.calls.Profile;
import org.lineside.detection.Detector;
import org.lineside.findings.Calibrations;
import org.lineside.references.ReferenceModel;

/**
 * One model version: all that judging needs.
 *
 * @param profile the radio technology
 * @param references what is expected
 * @param detectors the trained rooms it was learned with, in the order of {@link Rooms}
 * @param calibrations what their scores mean
 * @param scales what effects of entities are measured against
 */
public record TrainedModel(
        Profile profile,
        ReferenceModel references,
        List<Detector> detectors,
        Calibrations calibrations,
        EffectScales scales) {
    /** The room of this name, if the model was learned with it. */
    Optional<Detector> detector(String method) {
        return detectors.stream().filter(d -> d.method().equals(method)).findFirst();
    }
}
