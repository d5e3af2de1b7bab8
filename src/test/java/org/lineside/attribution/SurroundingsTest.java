package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/** Weather and season on a line where they are not alike everywhere. */
class SurroundingsTest {
    private static final int WOOD = 22;
    private static final int CALLS = 60;
    private static final int DL = Channel.LEVEL_DL.ordinal();

    /** Calls of a network that has lost so many dB, and lose more in {@link #WOOD}. */
    private static List<CallEvidence> calls(float networkDb, Line.Fault season, double moreDb) {
        return calls(networkDb, season, moreDb, 0);
    }

    /** The same where only the calls from one on lose more. */
    private static List<CallEvidence> calls(float networkDb, Line.Fault season, double moreDb, int from) {
        Line.Fault weak = Line.weak(WOOD, moreDb);
        Line.Fault both = (call, mobile, cell, zone, effect) -> {
            season.on(call, mobile, cell, zone, effect);
            if (call >= from) {
                weak.on(call, mobile, cell, zone, effect);
            }
        };
        return Line.calls(0, CALLS, both).stream()
                .map(c -> Line.among(c, networkDb))
                .toList();
    }

    /** Of 2.5 dB that all lose, some places lose nothing, and others twice as much; {@link #WOOD} is one of these. */
    private static final Line.Fault UNEVEN = (call, mobile, cell, zone, effect) -> {
        if (zone >= 0) {
            double beyond = 2.5 * ((zone * 7 + 7 * 3) % 11 - 5) / 5;
            Line.add(effect, Channel.LEVEL_DL, -beyond);
            Line.add(effect, Channel.LEVEL_UL, -beyond);
        }
    };

    /** Mean downlink level left in {@link #WOOD}. */
    private static double left(List<CallEvidence> calls) {
        return left(calls, 0);
    }

    /** The same of the calls from one on. */
    private static double left(List<CallEvidence> calls, int from) {
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            for (CallEvidence.Atom atom : calls.get(c).atoms()) {
                rows.add(new Row(c, atom, 0, PlaceScales.NONE.at(atom)));
            }
        }
        Surroundings.subtract(calls, rows);
        return rows.stream()
                .filter(r -> r.atom.zone() == WOOD && r.call >= from)
                .mapToDouble(r -> r.left[DL])
                .average()
                .orElseThrow();
    }

    @Test
    void aPlaceMayLoseTwiceAsMuchAsTheNetwork() {
        assertThat(left(calls(0, UNEVEN, 0))).isLessThan(-2);
        assertThat(left(calls(-2.5f, UNEVEN, 0))).isCloseTo(0, within(0.7));
    }

    @Test
    void moreThanThatIsTheWoodsOwn() {
        assertThat(left(calls(-2.5f, UNEVEN, 8))).isBetween(-9.0, -7.3);
    }

    /** What only some calls show did not come with the season: by far the most of it is left. */
    @Test
    void whatComesLaterIsNoSeason() {
        assertThat(left(calls(-2.5f, UNEVEN, 8, 40), 40)).isLessThan(-6);
        assertThat(left(calls(-2.5f, Line.NONE, 8, 40), 40)).isLessThan(-6);
    }

    @Test
    void withoutSeasonNothingIsTakenOff() {
        assertThat(left(calls(0, Line.NONE, 2.5))).isCloseTo(-2.5, within(0.7));
    }

    /** Where a season is alike everywhere, what one place shows did not come with it. */
    @Test
    void anEvenSeasonHidesNothing() {
        assertThat(left(calls(-2.5f, Line.NONE, 8))).isCloseTo(left(calls(0, Line.NONE, 8)), within(0.4));
    }
}
