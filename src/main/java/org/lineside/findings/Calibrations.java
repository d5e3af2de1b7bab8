package org.lineside.findings;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One calibration for calls on references that rest on passes enough, one for calls on provisional ones: few passes expect
 * badly, and what is usual there would hide what is unusual elsewhere.
 *
 * @param settled for calls on full references
 * @param provisional for calls on provisional ones
 */
public record Calibrations(Calibration settled, Calibration provisional) {
    /** With fewer calls of its own, a part is calibrated on all. */
    private static final int LEAST_CALLS = 100;

    /**
     * Learns both.
     *
     * @param settled held-out calls on full references
     * @param provisional held-out calls on provisional ones
     * @param learner learns one calibration
     */
    public static Calibrations learn(
            List<Calibration.Scored> settled,
            List<Calibration.Scored> provisional,
            Function<List<Calibration.Scored>, Calibration> learner) {
        List<Calibration.Scored> all =
                Stream.concat(settled.stream(), provisional.stream()).toList();
        Calibration pooled = learner.apply(all);
        return new Calibrations(
                settled.size() < LEAST_CALLS ? pooled : learner.apply(settled),
                provisional.size() < LEAST_CALLS ? pooled : learner.apply(provisional));
    }

    /** The calibration for a call. */
    public Calibration of(boolean provisionalReference) {
        return provisionalReference ? provisional : settled;
    }

    /** Whether there was enough history to calibrate on. */
    public boolean usable() {
        return settled.usable() && provisional.usable();
    }

    /** Writes both. */
    public void write(DataOutput out) throws IOException {
        settled.write(out);
        provisional.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static Calibrations read(DataInput in) throws IOException {
        return new Calibrations(Calibration.read(in), Calibration.read(in));
    }
}
