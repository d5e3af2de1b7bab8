package org.lineside.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverCauseTest {
    /** The numbers are those of 3GPP TS 48.008 §3.2.2.5. */
    @ParameterizedTest
    @CsvSource({
        "2, UPLINK_QUALITY",
        "3, LEVEL",
        "4, DOWNLINK_QUALITY",
        "5, LEVEL",
        "6, DISTANCE",
        "12, BETTER_CELL",
        "0x0c, BETTER_CELL",
        "better_cell, BETTER_CELL",
        "Better Cell, BETTER_CELL",
        "power budget, BETTER_CELL",
        "PBGT, BETTER_CELL",
        "dl_quality, DOWNLINK_QUALITY",
        "Downlink quality, DOWNLINK_QUALITY",
        "cause 4, DOWNLINK_QUALITY",
        "ul_quality, UPLINK_QUALITY",
        "dl_level, LEVEL",
        "UL strength, LEVEL",
        "distance, DISTANCE",
        "41, OTHER",
        "0xffff, OTHER",
        "something of its own, OTHER"
    })
    void numbersAndWords(String text, HandoverCause expected) {
        assertThat(HandoverCause.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothingSaidIsNoCause(String text) {
        assertThat(HandoverCause.of(text)).isNull();
    }
}
