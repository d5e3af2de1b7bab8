package org.lineside.detection.graph;

import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.references.ReferenceModel;

/**
 * Whether an unusual server costs a call something: its level lies below what the usual server gives at the place by the
 * smallest effect that counts, for long enough. References of few passes have not seen enough to tell.
 */
record Harm(ReferenceModel model, Settings.Decision decision) {
    boolean in(ComparedCall call, int from, int to) {
        CallTrace trace = call.trace();
        if (call.provisional() || !trace.has(Channel.LEVEL_DL)) {
            return false;
        }
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            double deficit = deficitDb(call, i);
            sum += Double.isNaN(deficit) ? 0 : deficit;
            n += Double.isNaN(deficit) ? 0 : 1;
        }
        double seconds = (trace.endMs()[to - 1] - trace.startMs()[from]) / 1000.0;
        return n > 0 && sum / n >= decision.minEffect().levelDb() && seconds >= decision.minSeconds();
    }

    /** Level that the usual server gives there minus the level received, in dB; NaN where nothing is expected. */
    double deficitDb(ComparedCall call, int i) {
        return call.deficitDb(model, i, call.usualServer(model, i));
    }
}
