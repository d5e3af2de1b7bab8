package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lineside.comparison.NetworkShift;

/**
 * How far calls lie from their references as a whole: how old the model in force has become. Which cell or mobile moves is
 * another matter, see {@link Drifting}.
 */
final class Drift {
    private final List<Double> shifts = new ArrayList<>();

    /** Adds a call: the mean of what remains of its downlink level before what all calls share is taken out. */
    void add(NetworkShift.CallMean mean) {
        if (!Float.isNaN(mean.downlinkDb())) {
            shifts.add((double) mean.downlinkDb());
        }
    }

    /** Median over the calls in dB, without sign. */
    OptionalDouble decibels() {
        if (shifts.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = shifts.stream().sorted().toList();
        return OptionalDouble.of(Math.abs(sorted.get(sorted.size() / 2)));
    }
}
