package org.lineside.benchmarks;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.pipeline.TrainedModel;
import org.lineside.pipeline.Training;
import org.lineside.references.Localiser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls laid along their route by the radio alone, one after the other. */
@State(Scope.Thread)
public class AlignBenchmark {
    private final List<CallTrace> calls;
    private final int[] modelCell;
    private final List<Localiser> routes;
    private int next;

    /** Learns the railway. */
    public AlignBenchmark() {
        SimulatedRailway railway = SimulatedRailway.make();
        TrainedModel model =
                Training.train(railway.history(), railway.settings()).model();
        calls = List.copyOf(railway.fresh().traces());
        modelCell = model.references()
                .indexOf(railway.fresh().cellNames(), railway.fresh().cells());
        routes = model.references().routes().stream().map(Localiser::new).toList();
    }

    /** One call along each route: one fits, the others don't, as when a route is looked for. */
    @Benchmark
    public double align(Done done) {
        CallTrace call = calls.get(next++ % calls.size());
        double cost = 0;
        for (Localiser route : routes) {
            cost += route.fit(call, modelCell, 0, call.size(), 0).meanCost();
            done.items += call.size();
        }
        return cost;
    }
}
