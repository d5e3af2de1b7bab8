package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.findings.Curve;
import org.lineside.intake.Profiles;

class CurvesTest {
    /** The cells that other calls were served by, read together with this one, are none of its own. */
    @Test
    void aCurveKnowsItsOwnCellsAlone() {
        CallTrace trace =
                new TraceBuilder("c", "m", 5).stay(3, 10).stay(1, 10).stay(3, 5).build();

        Curve curve = Curves.of(HandmadeCalls.sound(trace), Profiles.load("gsm-r"));

        assertThat(curve.cells()).containsExactly("C01", "C03");
        assertThat(Arrays.stream(curve.cell()).mapToObj(curve.cells()::get))
                .containsExactlyElementsOf(
                        Arrays.stream(trace.cell()).mapToObj(trace.cells()::get).toList());
    }
}
