package org.lineside.detection.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.numeric.TailDistribution;

/**
 * The voters' common word. Each voter's score is ranked among those of the calls it was trained with, −log10 of the share
 * that scored as much, and the highest rank counts: a mean would lose what only one of them sees. So the room is one
 * statistic. Eight would each take their part of the error rate from all others, and most of what they see the tests see
 * as well.
 */
public final class SubsequenceVote implements Detector {
    /** Calls below which a voter's scores have no ranks. */
    private static final int MIN_CALLS = 20;

    private final @Nullable Voters voters;
    private final List<TailDistribution> usual;

    private SubsequenceVote(@Nullable Voters voters, List<TailDistribution> usual) {
        this.voters = voters;
        this.usual = List.copyOf(usual);
    }

    /** The room. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                return heldOut.size() < MIN_CALLS
                        ? new SubsequenceVote(null, List.of())
                        : Voters.train(context, heldOut)
                                .map(v -> new SubsequenceVote(v, usual(v, heldOut)))
                                .orElseGet(() -> new SubsequenceVote(null, List.of()));
            }

            @Override
            public Detector read(Room.Context context, DataInput in) throws IOException {
                if (!in.readBoolean()) {
                    return new SubsequenceVote(null, List.of());
                }
                Voters voters = Voters.read(context, in);
                List<TailDistribution> usual = new ArrayList<>();
                for (int v = 0; v < Voters.NAMES.size(); v++) {
                    usual.add(TailDistribution.read(in));
                }
                return new SubsequenceVote(voters, usual);
            }
        };
    }

    /** The distribution of each voter's highest score of a call. */
    private static List<TailDistribution> usual(Voters voters, ComparedCalls calls) {
        List<double[]> highest = calls.map(call -> {
            double[] scores = new double[Voters.NAMES.size()];
            Arrays.fill(scores, Double.NEGATIVE_INFINITY);
            for (Observation o : voters.look(call)) {
                scores[o.statistic()] = Math.max(scores[o.statistic()], o.score());
            }
            return scores;
        });
        List<TailDistribution> usual = new ArrayList<>();
        for (int v = 0; v < Voters.NAMES.size(); v++) {
            int voter = v;
            usual.add(TailDistribution.fit(highest.stream()
                    .mapToDouble(s -> s[voter])
                    .filter(Double::isFinite)
                    .toArray()));
        }
        return usual;
    }

    @Override
    public String method() {
        return "local";
    }

    @Override
    public List<String> statistics() {
        return List.of("subsequence");
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeBoolean(voters != null);
        if (voters != null) {
            voters.write(out);
            for (TailDistribution distribution : usual) {
                distribution.write(out);
            }
        }
    }

    @Override
    public Outcome observe(ComparedCall call) {
        if (voters == null) {
            return new Outcome.NotApplicable("too few usual windows were learned from");
        }
        if (call.mainRoute() < 0) {
            return new Outcome.NotApplicable("no reference covers the call");
        }
        return new Outcome.Observed(voters.look(call).stream().map(this::ranked).toList());
    }

    private Observation ranked(Observation seen) {
        Map<String, Object> facts = new LinkedHashMap<>(seen.facts());
        facts.put("voter", Voters.NAMES.get(seen.statistic()));
        facts.put("voter_score", Math.round(seen.score() * 100) / 100.0);
        return new Observation(
                0,
                -Math.log10(usual.get(seen.statistic()).survival(seen.score())),
                seen.indicator(),
                seen.from(),
                seen.to(),
                seen.observed(),
                seen.expected(),
                seen.unit(),
                seen.relevant(),
                facts);
    }
}
