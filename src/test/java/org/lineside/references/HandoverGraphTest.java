package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.TraceBuilder;

/** Six calls C00 C01 C02 and two C00 C01 C03, one back C02 C01 C00; ten samples (18.72 s) in each cell. */
class HandoverGraphTest {
    private static final int CELLS = 5;
    private static final int[] IDENTITY = IntStream.range(0, CELLS).toArray();

    private static CallTrace call(int... cells) {
        TraceBuilder call = new TraceBuilder("c", "m", CELLS);
        for (int cell : cells) {
            call.stay(cell, 10);
        }
        return call.build();
    }

    private static HandoverGraph graph() {
        List<CallTrace> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(call(0, 1, 2));
        }
        calls.add(call(0, 1, 3));
        calls.add(call(0, 1, 3));
        calls.add(call(2, 1, 0));
        return HandoverGraph.learn(calls, IDENTITY, CELLS);
    }

    @Test
    void countsByHand() {
        HandoverGraph g = graph();
        assertThat(g.count(0, 1)).isEqualTo(8);
        assertThat(g.count(1, 2)).isEqualTo(6);
        assertThat(g.count(1, 0)).isEqualTo(1);
        assertThat(g.departures(1)).isEqualTo(9);
        assertThat(g.departures(0, 1)).isEqualTo(8);
        assertThat(g.count(0, 1, 2)).isEqualTo(6);
        assertThat(g.count(2, 1, 0)).isEqualTo(1);
        assertThat(g.usualNext(0, 1)).isEqualTo(2);
        assertThat(g.usualNext(2, 1)).isZero();
        assertThat(g.usualNext(-1, 4)).isEqualTo(-1);
        assertThat(g.count(-1, 1)).isZero();
        assertThat(g.departures(4)).isZero();
    }

    /** First order (6 + 0.5/5) / 9.5, second (6 + 2 · first) / (8 + 2), by the smoothing described. */
    @Test
    void probabilitiesByHand() {
        double first = (6 + 0.1) / 9.5;
        assertThat(graph().probability(-1, 1, 2)).isCloseTo(first, within(1e-12));
        assertThat(graph().probability(0, 1, 2)).isCloseTo((6 + 2 * first) / 10, within(1e-12));
        assertThat(graph().probability(0, 1, 2)).isGreaterThan(graph().probability(2, 1, 2));
    }

    /** What is left without one call is what a graph says that never learned it. */
    @Test
    void probabilityWithoutOneIsThatOfTheOthers() {
        List<CallTrace> others = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            others.add(call(0, 1, 2));
        }
        others.add(call(0, 1, 3));
        others.add(call(2, 1, 0));
        HandoverGraph without = HandoverGraph.learn(others, IDENTITY, CELLS);
        assertThat(graph().probabilityWithoutOne(0, 1, 3)).isCloseTo(without.probability(0, 1, 3), within(1e-12));
        assertThat(graph().probabilityWithoutOne(-1, 0, 1)).isCloseTo(without.probability(-1, 0, 1), within(1e-12));
        assertThat(graph().probabilityWithoutOne(3, 4, 2)).isCloseTo(without.probability(3, 4, 2), within(1e-12));
    }

    @Test
    void probabilitiesAddUpToOne() {
        HandoverGraph g = graph();
        for (int before = -1; before < CELLS; before++) {
            for (int from = 0; from < CELLS; from++) {
                double sum = 0;
                for (int to = 0; to < CELLS; to++) {
                    assertThat(g.probability(before, from, to)).isPositive();
                    sum += g.probability(before, from, to);
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void staysByHand() {
        HandoverGraph.Dwell dwell = java.util.Objects.requireNonNull(graph().dwell(0, 1, 2));
        assertThat(dwell.count()).isEqualTo(6);
        assertThat(Math.exp(dwell.meanLogSeconds())).isCloseTo(18.72, within(1e-6));
        assertThat(dwell.sdLogSeconds()).isCloseTo(0, within(1e-6));
        assertThat(graph().dwell(3, 1, 2)).isNull();
        assertThat(graph().dwell(-1, 1, 2)).isNull();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        graph().write(new DataOutputStream(bytes));
        HandoverGraph read = HandoverGraph.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(new DataOutputStream(again));
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
        for (int before = -1; before < CELLS; before++) {
            for (int from = 0; from < CELLS; from++) {
                for (int to = 0; to < CELLS; to++) {
                    assertThat(read.probability(before, from, to)).isEqualTo(graph().probability(before, from, to));
                    assertThat(read.dwell(before, from, to)).isEqualTo(graph().dwell(before, from, to));
                }
            }
        }
    }
}
