package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;

/**
 * Judges windows of all residuals together by how badly an autoencoder gives them back, the network having learned what
 * residuals of the history look like: a common shift of both links is soon part of that; one of a single link, a jump, or
 * quality that does not go with the level is not. What is given back badly of levels, quality and timing, in short runs of
 * windows and in long ones, is ranked among the calls it learned from, and the highest rank counts, so the room is one
 * statistic and claims one part of the error rate. What a rank means is
 * told by calls of the history that the network did not learn from.
 *
 * <p>The network goes on from that of the model in force. So that the calls that calibrate stay unknown to what scores them,
 * three are kept: one of all calls, which judges, and one of each half, which a later one of the same half goes on from.
 */
public final class Reconstruction implements Detector {
    /** Runs told per length and call; they do not overlap. */
    private static final int MOST_RUNS = 2;

    /** Beside the highest, ranks below this are not told: one call in ten has such a run. */
    private static final double LEAST_RANK = 1;

    private final Features features;
    private final Teller teller;
    private final @Nullable Learned learned;
    /** What the halves have learned, in their order, for a later model to go on from; empty in a detector of one half. */
    private final List<Optional<Learned>> halves;

    private Reconstruction(Room.Context context, @Nullable Learned learned, List<Optional<Learned>> halves) {
        this.features = Features.of(context.profile());
        this.teller = new Teller(features, context.decision());
        this.learned = learned;
        this.halves = List.copyOf(halves);
    }

    /** The room. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Context context, ComparedCalls heldOut) {
                return train(context, heldOut, List.of(), Optional.empty()).all();
            }

            @Override
            public Trained train(
                    Context context,
                    ComparedCalls heldOut,
                    List<? extends ComparedCalls> halves,
                    Optional<Detector> earlier) {
                return trained(context, heldOut, halves, earlier);
            }

            @Override
            public Detector read(Context context, DataInput in) throws IOException {
                Features features = Features.of(context.profile());
                Optional<Learned> learned = optional(in, features);
                List<Optional<Learned>> halves = new ArrayList<>();
                int count = in.readUnsignedByte();
                for (int h = 0; h < count; h++) {
                    halves.add(optional(in, features));
                }
                return new Reconstruction(context, learned.orElse(null), halves);
            }
        };
    }

    /** Calls are drawn once for all three networks, which are trained side by side. */
    private static Room.Trained trained(
            Room.Context context,
            ComparedCalls heldOut,
            List<? extends ComparedCalls> halves,
            Optional<Detector> earlier) {
        Features features = Features.of(context.profile());
        List<Sample.Drawn> drawn = Sample.of(heldOut, features);
        @Nullable Reconstruction before = earlier.orElse(null) instanceof Reconstruction r ? r : null;
        List<Optional<Learned>> learned = IntStream.rangeClosed(0, halves.size())
                .parallel()
                .mapToObj(i -> Learned.from(
                        i == halves.size() ? drawn : of(drawn, halves.get(i)),
                        Sample.windowsPerCall(drawn.size()),
                        features,
                        before == null ? null : before.passedOn(i, halves.size())))
                .toList();
        List<Optional<Learned>> ofHalf = learned.subList(0, halves.size());
        return new Room.Trained(
                new Reconstruction(context, learned.getLast().orElse(null), ofHalf),
                ofHalf.stream()
                        .<Detector>map(l -> new Reconstruction(context, l.orElse(null), List.of()))
                        .toList());
    }

    private static List<Sample.Drawn> of(List<Sample.Drawn> drawn, ComparedCalls half) {
        Set<String> ids = IntStream.range(0, half.size())
                .mapToObj(i -> half.trace(i).info().callId())
                .collect(Collectors.toSet());
        return drawn.stream().filter(d -> ids.contains(d.callId())).toList();
    }

    /** What the network of a half, or of all calls, goes on from: its own earlier one, and never another. */
    private @Nullable Learned passedOn(int index, int count) {
        if (index == count) {
            return learned;
        }
        return halves.size() == count ? halves.get(index).orElse(null) : null;
    }

    @Override
    public String method() {
        return "autoencoder";
    }

    @Override
    public List<String> statistics() {
        return List.of("reconstruction");
    }

    @Override
    public boolean isPassedOn() {
        return learned != null;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        write(out, learned);
        out.writeByte(halves.size());
        for (Optional<Learned> half : halves) {
            write(out, half.orElse(null));
        }
    }

    private static void write(DataOutput out, @Nullable Learned learned) throws IOException {
        out.writeBoolean(learned != null);
        if (learned != null) {
            learned.write(out);
        }
    }

    private static Optional<Learned> optional(DataInput in, Features features) throws IOException {
        return in.readBoolean() ? Optional.of(Learned.read(in, features)) : Optional.empty();
    }

    @Override
    public Outcome observe(ComparedCall call) {
        if (learned == null) {
            return new Outcome.NotApplicable("the history was too small, or too much alike, to train on");
        }
        if (call.mainRoute() < 0) {
            return new Outcome.NotApplicable("no reference covers the call");
        }
        Inputs inputs = Inputs.of(call, features);
        if (inputs.places().size() < Windows.LENGTH) {
            return new Outcome.NotApplicable("the call has fewer than " + Windows.LENGTH + " places");
        }
        Errors errors = learned.errors(inputs.standard());
        return new Outcome.Observed(ranked(learned, errors).stream()
                .flatMap(r -> teller.tell(call, inputs, errors, r.run, r.rank, r.facts()).stream())
                .toList());
    }

    private record Ranked(Errors.Run run, int length, double rank) {
        Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("voter", Features.GROUPS.get(run.group()) + " " + Learned.NAMES.get(length));
            facts.put("error_db", Math.round(Learned.decibels(run.error()) * 10) / 10.0);
            return facts;
        }
    }

    /** The runs worth telling, the highest rank first, which is always told: a sound call has its place among others, too. */
    private static List<Ranked> ranked(Learned learned, Errors errors) {
        List<Ranked> ranked = new ArrayList<>();
        for (int g = 0; g < Features.GROUPS.size(); g++) {
            for (int v = 0; v < Learned.LENGTHS.size(); v++) {
                for (Errors.Run run : errors.worst(g, Learned.LENGTHS.get(v), MOST_RUNS)) {
                    ranked.add(new Ranked(run, v, learned.rank(v, run)));
                }
            }
        }
        ranked.sort(Comparator.comparingDouble((Ranked r) -> -r.rank));
        int told = 0;
        while (told < ranked.size() && (told == 0 || ranked.get(told).rank >= LEAST_RANK)) {
            told++;
        }
        return ranked.subList(0, told);
    }
}
