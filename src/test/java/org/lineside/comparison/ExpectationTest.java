package org.lineside.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.references.MobileOffset;
import org.lineside.references.Route;
import org.lineside.references.SyntheticLine;

/** One place: −70 dBm downlink, −80 dBm uplink in the passes that were served there, and a cell whose links are in balance. */
class ExpectationTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final int PLACE = 20;

    /** Two of five passes' worth of −80 dBm and three of the −70 dBm that the balance says; from five passes on, their own. */
    @ParameterizedTest
    @CsvSource({"0, -80, -70", "2, -80, -74", "4, -80, -78", "5, -80, -80", "20, -80, -80", "3, NaN, -70"})
    void balanceStandsForPassesThatAreMissing(int served, float own, float expected) {
        Route route = LINE.route();
        int cell = LINE.server(PLACE);
        int entry = route.entry(PLACE, route.local(cell));
        route.served()[entry] = served;
        route.centre()[Channel.LEVEL_DL.ordinal()][entry] = -70;
        route.centre()[Channel.LEVEL_UL.ordinal()][entry] = own;
        CallTrace trace = LINE.call("m", new int[] {PLACE}, 0, 1);
        Expectation expectation = new Expectation(SyntheticLine.model("gsm-r", List.of(), route, Map.of()));
        MobileOffset offset = new MobileOffset(1, 2, 10);
        assertThat(expectation.of(Channel.LEVEL_UL, trace, 0, route, entry, cell, offset))
                .isCloseTo(expected + 2, within(1e-4f));
        assertThat(expectation.of(Channel.LEVEL_DL, trace, 0, route, entry, cell, offset))
                .isCloseTo(-69, within(1e-4f));
    }

    /** A new pass beside a mean of one differs by √2 of what passes differ by, beside one of many by hardly more. */
    @ParameterizedTest
    @CsvSource({"1, 1.41421", "4, 1.11803", "1000000, 1"})
    void fewPassesWiden(int served, double factor) {
        Route route = LINE.route();
        int entry = route.entry(PLACE, route.local(LINE.server(PLACE)));
        route.served()[entry] = served;
        Expectation expectation = new Expectation(SyntheticLine.model("gsm-r", List.of(), route, Map.of()));
        assertThat(expectation.spread(Channel.LEVEL_UL, route, entry))
                .isCloseTo((float) (factor * route.spread(Channel.LEVEL_UL, entry)), within(1e-4f));
    }
}
