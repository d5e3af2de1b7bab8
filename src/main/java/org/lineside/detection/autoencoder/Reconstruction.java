package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;

/**
 * Judges windows of all residuals together by how badly an autoencoder gives them back, the network having learned what
 * residuals of the history look like: a common shift of both links is soon part of that; one of a single link, a jump, or
 * quality that does not go with the level is not. The score is the error over the usual one, in decibels; what it means is
 * told by calls of the history that the network did not learn from.
 */
public final class Reconstruction implements Detector {
    /** Lengths in windows of 12 places, each 4 places further: 12 places, 36 places. */
    private static final int[] LENGTHS = {1, 7};

    private static final List<String> STATISTICS = List.of("error 23 s", "error 69 s");
    /** Stretches told per statistic; the strongest are enough to be believed. */
    private static final int MOST_STRETCHES = 4;
    /** Beside the strongest, those whose error is at least so many times the usual. */
    private static final double TOLD = 2;

    private final Findings findings;
    private final List<Indicator> indicators;
    private final @Nullable Learned learned;

    private Reconstruction(Room.Context context, @Nullable Learned learned) {
        this.indicators = List.copyOf(context.profile().indicators());
        this.findings = new Findings(indicators, context.decision());
        this.learned = learned;
    }

    /** The room. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Context context, ComparedCalls heldOut) {
                return trained(context, heldOut, null);
            }

            @Override
            public Detector train(Context context, ComparedCalls heldOut, Detector earlier) {
                return trained(context, heldOut, earlier instanceof Reconstruction r ? r.learned : null);
            }

            @Override
            public Detector read(Context context, DataInput in) throws IOException {
                boolean has = in.readBoolean();
                return new Reconstruction(
                        context, has ? Learned.read(in, context.profile().indicators()) : null);
            }
        };
    }

    private static Detector trained(Room.Context context, ComparedCalls heldOut, @Nullable Learned earlier) {
        List<Indicator> indicators = context.profile().indicators();
        Sampling sampling = Sampling.of(heldOut, indicators);
        boolean enough = sampling.training().size() >= Learned.LEAST_TRAINING
                && sampling.validation().size() >= Learned.LEAST_VALIDATION;
        return new Reconstruction(context, enough ? Learned.from(sampling, indicators, earlier) : null);
    }

    @Override
    public String method() {
        return "autoencoder";
    }

    @Override
    public List<String> statistics() {
        return STATISTICS;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(learned != null);
        if (learned != null) {
            learned.write(out);
        }
    }

    @Override
    public Outcome observe(ComparedCall call) {
        if (learned == null) {
            return new Outcome.NotApplicable("the history was too small, or too much alike, to train on");
        }
        if (call.mainRoute() < 0) {
            return new Outcome.NotApplicable("no reference covers the call");
        }
        Inputs inputs = Inputs.of(call, indicators).scaled(learned.scaling());
        if (inputs.places().size() < Inputs.WINDOW) {
            return new Outcome.NotApplicable("the call has fewer than " + Inputs.WINDOW + " places");
        }
        Errors errors = Errors.of(inputs, learned);
        float[] perPlace = errors.perPlace();
        List<Observation> observations = new ArrayList<>();
        for (int s = 0; s < LENGTHS.length; s++) {
            for (Stretch worst : worst(errors, LENGTHS[s], learned)) {
                Stretch exact = worst.exact(perPlace, learned.error());
                double score = 10 * StrictMath.log10(worst.error() / learned.error());
                observations.add(findings.observation(call, inputs.places(), errors, s, score, exact));
            }
        }
        return new Outcome.Observed(List.copyOf(observations));
    }

    /** The runs of so many windows with the largest mean error, none on another, the largest first. */
    private static List<Stretch> worst(Errors errors, int length, Learned learned) {
        List<Stretch> kept = new ArrayList<>();
        double[] means = means(errors.window(), length);
        while (kept.size() < MOST_STRETCHES) {
            int best = -1;
            for (int w = 0; w < means.length; w++) {
                if (!Double.isNaN(means[w]) && (best < 0 || means[w] > means[best]) && apart(kept, errors, w, length)) {
                    best = w;
                }
            }
            // The strongest is always told: a call that is given back well has its place in the calibration, too.
            if (best < 0 || (!kept.isEmpty() && means[best] < TOLD * learned.error())) {
                return kept;
            }
            kept.add(new Stretch(
                    errors.starts()[best], errors.starts()[best + length - 1] + Inputs.WINDOW, means[best]));
        }
        return kept;
    }

    private static boolean apart(List<Stretch> kept, Errors errors, int w, int length) {
        int from = errors.starts()[w];
        int to = errors.starts()[w + length - 1] + Inputs.WINDOW;
        return kept.stream().allMatch(k -> to <= k.from() || k.to() <= from);
    }

    /** Mean of each run of windows; NaN where fewer than half of them were looked at. */
    private static double[] means(float[] windows, int length) {
        double[] means = new double[Math.max(0, windows.length - length + 1)];
        for (int w = 0; w < means.length; w++) {
            double sum = 0;
            int n = 0;
            for (int k = w; k < w + length; k++) {
                if (!Float.isNaN(windows[k])) {
                    sum += windows[k];
                    n++;
                }
            }
            means[w] = 2 * n > length ? sum / n : Double.NaN;
        }
        return means;
    }
}
