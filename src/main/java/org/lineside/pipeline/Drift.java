package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lineside.calls.Channel;
import org.lineside.findings.JudgedCall;

/** How far calls lie from their references as a whole: a network that changes slowly shows here before anywhere else. */
final class Drift {
    private final List<Double> shifts = new ArrayList<>();

    /** Adds a call: the mean of what remains of its downlink level. */
    void add(JudgedCall judged) {
        double sum = 0;
        int n = 0;
        for (float r : judged.call().residual(Channel.LEVEL_DL)) {
            if (!Float.isNaN(r)) {
                sum += r;
                n++;
            }
        }
        if (n > 0) {
            shifts.add(sum / n);
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
