package org.lineside.drives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked by hand on straight roads, a point every 25 m. */
class WayTest {
    private static Way road(double fromEast, double toEast, double north) {
        List<Way.Point> points = new ArrayList<>();
        int steps = (int) Math.abs((toEast - fromEast) / 25);
        for (int i = 0; i <= steps; i++) {
            points.add(new Way.Point(fromEast + (toEast - fromEast) * i / steps, north));
        }
        return Way.of(points);
    }

    @Test
    void onePartOfARoadBelongsToTheWholeInItsDirection() {
        Way whole = road(0, 10_000, 0);
        assertThat(road(2_000, 5_000, 30).sharedWith(whole)).isTrue();
        assertThat(whole.sharedWith(road(2_000, 5_000, 30))).isTrue();
        assertThat(road(5_000, 2_000, 30).sharedWith(whole))
                .as("the other direction")
                .isFalse();
        assertThat(road(2_000, 5_000, 60).sharedWith(whole)).as("60 m beside").isFalse();
    }

    @Test
    void aTurnOffAfterFourFifthsStillBelongsAndBeforeItDoesNot() {
        Way whole = road(0, 10_000, 0);
        assertThat(turningOffAt(850).sharedWith(whole)).isTrue();
        assertThat(turningOffAt(600).sharedWith(whole)).isFalse();
    }

    /** A kilometre of which the rest lies far off. */
    private static Way turningOffAt(double metres) {
        List<Way.Point> points = new ArrayList<>(road(0, metres, 0).points());
        points.addAll(road(metres, 1_000, 500).points());
        return Way.of(points);
    }

    /** Positions 100 m apart, those of one drive in the middle between the other's. */
    @Test
    void sparsePositionsOfOneRoadMeet() {
        List<Way.Point> even = new ArrayList<>();
        List<Way.Point> odd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            even.add(new Way.Point(i * 120, 0));
            odd.add(new Way.Point(60 + i * 120, 10));
        }
        assertThat(Way.of(even).shared(Way.of(odd))).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void standingStillHasNoWeight() {
        List<Way.Point> points = new ArrayList<>(road(0, 1_000, 0).points());
        for (int i = 0; i < 1_000; i++) {
            points.add(new Way.Point(1_000, i % 2));
        }
        assertThat(Way.of(points).points()).hasSize(41);
    }

    @Test
    void pairsAreCountedByWayAndByGroup() {
        Map<String, Way> ways = Map.of(
                "a", road(0, 1_000, 0), "b", road(0, 1_000, 10), "c", road(0, 1_000, 20), "d", road(1_000, 0, 0));
        PairScore score = PairScore.of(ways, Map.of("a", "r1", "b", "r1", "d", "r1"));
        assertThat(score.together()).as("a b, a c, b c").isEqualTo(3);
        assertThat(score.right()).as("a b").isEqualTo(1);
        assertThat(score.mistakes()).containsExactly("a and d in r1 share 0 %", "b and d in r1 share 0 %");
        assertThat(score.precision()).isEqualTo(1 / 3.0);
        assertThat(score.recall()).isEqualTo(1 / 3.0);
        assertThat(score.amongGrouped()).isEqualTo(1);
    }
}
