package org.lineside.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

class MagnitudeTest {
    private static Truth.Fault fault(String id, String unit, boolean hardNegative) {
        return new Truth.Fault(
                id,
                "k",
                Cause.CELL_POWER_DROP,
                Scope.CELL,
                "C1",
                99,
                unit,
                0,
                1000,
                "",
                Double.NaN,
                Double.NaN,
                List.of("C1"),
                List.of(),
                hardNegative);
    }

    private static Truth.Call call(String id, double effect, String unit, String... faults) {
        return new Truth.Call(id, id, faults.length > 0, List.of(faults), 30, effect, unit, List.of());
    }

    private static Truth.Segment felt(String call, String fault, long seconds) {
        return new Truth.Segment(call, 0, seconds * 1000, fault);
    }

    /**
     * F1: calls a 4, b 7 and d 9 dB, median 7. Calls c and f felt F2 longest, so their 5 and 3 classes are F2's alone,
     * though the stretch of f in F1 is longer by the gaps in it. Call e felt F1 too
     * briefly to be labelled. The hard negative that a felt longest is no fault. F3 was never felt longest.
     */
    @Test
    void medianOfTheCallsThatFeltItLongest() {
        Truth truth = new Truth(
                List.of(
                        fault("F1", "dB", false),
                        fault("F2", "class", false),
                        fault("F3", "dB", false),
                        fault("H", "dB", true)),
                List.of(
                        call("a", 4, "dB", "F1"),
                        call("b", 7, "dB", "F1", "F3"),
                        call("c", 5, "class", "F1", "F2"),
                        call("f", 3, "class", "F1", "F2"),
                        call("d", 9, "dB", "F1"),
                        call("e", 30, "dB")),
                List.of(
                        felt("a", "F1", 20),
                        felt("a", "H", 90),
                        felt("b", "F1", 20),
                        felt("b", "F3", 19),
                        felt("c", "F1", 10),
                        felt("c", "F1", 9),
                        felt("c", "F2", 20),
                        felt("d", "F1", 20),
                        felt("e", "F1", 2),
                        felt("f", "F1", 21),
                        felt("f", "F2", 20)));

        assertThat(Magnitude.of(truth))
                .isEqualTo(Map.of("F1", new Magnitude(7, "dB"), "F2", new Magnitude(4, "class")));
    }

    @ParameterizedTest
    @CsvSource({
        "6, dB, PLAIN",
        "5.99, dB, MILD",
        "4, class, PLAIN",
        "3.99, class, MILD",
        "9, symbol, OTHER",
        "9, handovers, OTHER"
    })
    void theAimsAreMeantForPlainOnes(double size, String unit, Magnitude.Group group) {
        assertThat(new Magnitude(size, unit).group()).isEqualTo(group);
    }
}
