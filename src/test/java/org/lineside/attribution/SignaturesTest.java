package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Channel;

class SignaturesTest {
    /** The table of {@link Signatures}, row by row. */
    @ParameterizedTest
    @CsvSource({
        // kind, downlink dB, uplink dB, quality dl, quality ul, timing, shown most, cause
        "MOBILE,        -8, -8, 0, 0, 0,   LEVEL_DL,         MOBILE_ANTENNA",
        "MOBILE,        -8, -8, 2, 2, 0,   LEVEL_UL,         MOBILE_ANTENNA",
        "MOBILE,         0, -8, 0, 2, 0,   LEVEL_UL,         MOBILE_UPLINK",
        "MOBILE,        -8,  0, 2, 0, 0,   LEVEL_DL,         MOBILE_DOWNLINK",
        "MOBILE,         0,  0, 0, 3, 0,   QUALITY_UL,       MOBILE_UPLINK",
        "MOBILE,         0,  0, 3, 0, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "CELL,          -6,  0, 0, 0, 0,   LEVEL_DL,         CELL_POWER_DROP",
        "CELL,          -6, -6, 2, 2, 0,   LEVEL_DL,         CELL_POWER_DROP",
        "CELL,           0, -6, 0, 2, 0,   LEVEL_UL,         CELL_POWER_DROP",
        "CELL,          -8,  0, 3, 0, 0,   QUALITY_DL,       CELL_POWER_DROP",
        "CELL,          -4,  0, 3, 0, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "CELL,           0,  0, 0, 3, 0,   QUALITY_UL,       UPLINK_INTERFERENCE",
        "CELL,           0,  0, 1, 3, 0,   QUALITY_UL,       UPLINK_INTERFERENCE",
        "CELL,           0,  0, 3, 0, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "CELL,           0,  0, 3, 1, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "CELL,           0,  0, 0, 0, 2,   TIMING_ADVANCE,   TIMING",
        "CELL,          -4,  0, 0, 0, 2,   TIMING_ADVANCE,   TIMING",
        "SECTION,      -10,-10, 0, 0, 0,   LEVEL_DL,         COVERAGE_HOLE",
        "SECTION,      -13,-10, 2, 0, 0,   LEVEL_DL,         COVERAGE_HOLE",
        "SECTION,      -13,-10, 2, 0, 1.5, LEVEL_DL,         REPEATER_FAULT",
        "SECTION,      -16,-16, 0, 0, 0,   LEVEL_UL,         REPEATER_FAULT",
        "SECTION,        0,  0, 3, 0, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "SECTION,        0,  0, 0, 3, 0,   QUALITY_UL,       UPLINK_INTERFERENCE",
        "TRAIN,          0,  0, 3, 0, 0,   QUALITY_DL,       DOWNLINK_INTERFERENCE",
        "MODEL_AT_CELL, -8,  0, 0, 0, 0,   LEVEL_DL,         TERMINAL_MODEL",
        "MODEL_AT_CELL,  0,  0, 3, 0, 0,   QUALITY_DL,       TERMINAL_MODEL"
    })
    void table(
            Kind kind, float dl, float ul, float qualityDl, float qualityUl, float timing, Channel most, Cause cause) {
        float[] effects = new float[Channel.values().length];
        effects[Channel.LEVEL_DL.ordinal()] = dl;
        effects[Channel.LEVEL_UL.ordinal()] = ul;
        effects[Channel.QUALITY_DL.ordinal()] = qualityDl;
        effects[Channel.QUALITY_UL.ordinal()] = qualityUl;
        effects[Channel.TIMING_ADVANCE.ordinal()] = timing;
        assertThat(Signatures.cause(kind, effects, most, false)).isEqualTo(cause);
    }

    /** Under a repeater a clear loss of both links is the repeater's, less than that an obstacle's. */
    @ParameterizedTest
    @CsvSource({"SECTION, -8, REPEATER_FAULT", "SECTION, -5, COVERAGE_HOLE", "CELL, -8, CELL_POWER_DROP"})
    void underARepeater(Kind kind, float lost, Cause cause) {
        float[] effects = new float[Channel.values().length];
        effects[Channel.LEVEL_DL.ordinal()] = lost;
        effects[Channel.LEVEL_UL.ordinal()] = lost;
        assertThat(Signatures.cause(kind, effects, Channel.LEVEL_DL, true)).isEqualTo(cause);
    }
}
