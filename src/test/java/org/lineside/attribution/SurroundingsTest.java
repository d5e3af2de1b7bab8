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

    /** In zone {@link #WOOD} the calls from one to another lose some dB more than elsewhere. */
    private static List<CallEvidence> calls(float networkDb, int from, int to, double moreDb) {
        Line.Fault weak = Line.weak(WOOD, moreDb);
        Line.Fault then = (call, mobile, cell, zone, effect) -> {
            if (call >= from && call < to) {
                weak.on(call, mobile, cell, zone, effect);
            }
        };
        return Line.calls(0, CALLS, then).stream()
                .map(c -> Line.among(c, networkDb))
                .toList();
    }

    /** Mean downlink level left in {@link #WOOD} of the calls from one to another. */
    private static double left(List<CallEvidence> calls, int from, int to) {
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            for (CallEvidence.Atom atom : calls.get(c).atoms()) {
                rows.add(new Row(c, atom, 0, PlaceScales.NONE.at(atom)));
            }
        }
        Surroundings.subtract(calls, rows);
        return rows.stream()
                .filter(r -> r.atom.zone() == WOOD && r.call >= from && r.call < to)
                .mapToDouble(r -> r.left[DL])
                .average()
                .orElseThrow();
    }

    @Test
    void aPlaceMayLoseTwiceAsMuchAsTheNetwork() {
        assertThat(left(calls(-2.5f, 0, CALLS, 2.5), 0, CALLS)).isCloseTo(0, within(0.7));
    }

    @Test
    void moreThanThatIsTheWoodsOwn() {
        assertThat(left(calls(-2.5f, 0, CALLS, 8), 0, CALLS)).isCloseTo(-8 + 2.5, within(0.7));
    }

    /** What only some calls show did not come with the season: by far the most of it is left. */
    @Test
    void whatComesLaterIsNoSeason() {
        assertThat(left(calls(-2.5f, 40, CALLS, 8), 40, CALLS)).isLessThan(-6);
    }

    @Test
    void withoutSeasonNothingIsTakenOff() {
        assertThat(left(calls(0, 0, CALLS, 2.5), 0, CALLS)).isCloseTo(-2.5, within(0.7));
    }
}
