package org.lineside.detection.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.List;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;

/** Judges the order of the cells: what each {@link Look} sees. */
public final class HandoverChain implements Detector {
    private final List<Look> looks;

    private HandoverChain(Room.Context context) {
        Harm harm = new Harm(context.model(), context.decision());
        this.looks = List.of(
                new Transitions(context.model(), context.model().graph(), harm),
                new Servers(context.model(), harm),
                new Returns(),
                new StrongerNeighbours(),
                new Stays(context.model().graph(), context.decision()),
                new Failures(),
                new AbsentCells(context.model(), harm));
    }

    /** The room; the graph is part of the references. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                return new HandoverChain(context);
            }

            @Override
            public Detector read(Room.Context context, DataInput in) {
                return new HandoverChain(context);
            }
        };
    }

    @Override
    public String method() {
        return "graph";
    }

    @Override
    public List<String> statistics() {
        return looks.stream().map(Look::name).toList();
    }

    @Override
    public void write(DataOutput out) {
        // The graph is written with the references.
    }

    @Override
    public Outcome observe(ComparedCall call) {
        Scene scene = Scene.of(call, false);
        List<Observation> seen = new ArrayList<>();
        for (int s = 0; s < looks.size(); s++) {
            for (Observation o : looks.get(s).at(scene)) {
                seen.add(numbered(s, o));
            }
        }
        return new Outcome.Observed(List.copyOf(seen));
    }

    private static Observation numbered(int statistic, Observation o) {
        return new Observation(
                statistic,
                o.score(),
                o.indicator(),
                o.from(),
                o.to(),
                o.observed(),
                o.expected(),
                o.unit(),
                o.relevant(),
                o.facts());
    }
}
