package org.lineside.benchmarks;

import java.util.List;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Detector;
import org.lineside.detection.Outcome;
import org.lineside.pipeline.TrainedModel;
import org.lineside.pipeline.Training;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Compared calls scored by a room, window by window, one call after the other. */
@State(Scope.Thread)
public class ScoreBenchmark {
    /** The room. */
    @Param({"local", "autoencoder"})
    public String room = "local";

    private final List<Detector> rooms;
    private final List<ComparedCall> calls;
    private int next;

    /** Learns the railway and compares its new day. */
    public ScoreBenchmark() {
        SimulatedRailway railway = SimulatedRailway.make();
        TrainedModel model =
                Training.train(railway.history(), railway.settings()).model();
        rooms = model.detectors();
        Comparator comparator = new Comparator(
                model.references(), railway.settings().references().minCalls());
        int[] modelCell = model.references()
                .indexOf(railway.fresh().cellNames(), railway.fresh().cells());
        calls = railway.fresh().traces().stream()
                .map(trace -> comparator.compare(trace, modelCell, List.of()))
                .toList();
    }

    /** One call. */
    @Benchmark
    public Outcome score(Done done) {
        ComparedCall call = calls.get(next++ % calls.size());
        done.items += call.trace().size();
        for (Detector detector : rooms) {
            if (detector.method().equals(room)) {
                return detector.observe(call);
            }
        }
        throw new IllegalStateException("there is no room " + room);
    }
}
