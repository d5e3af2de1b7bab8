package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

class CourseTest {
    private static final int BLOCKS = 30;

    private static double[] line(double slope) {
        return IntStream.range(0, BLOCKS).mapToDouble(b -> slope * b).toArray();
    }

    @Test
    void steadyTrainKeepsItsCourse() {
        double[] smooth = Course.smooth(line(4), line(3), new boolean[BLOCKS]);
        for (int b = 0; b < BLOCKS; b++) {
            assertThat(smooth[b]).isCloseTo(3.0 * b, within(1e-9));
        }
    }

    /** Three blocks at one place, and then all the way at once. */
    @Test
    void waitThatIsMadeUpForIsNone() {
        double[] way = line(3);
        way[14] = way[13];
        way[15] = way[13];
        way[16] = way[13];
        double[] smooth = Course.smooth(line(4), way, new boolean[BLOCKS]);
        for (int b = 0; b < BLOCKS; b++) {
            assertThat(smooth[b]).isCloseTo(3.0 * b, within(1.5));
        }
    }

    /** Where the train stands no time passes for its course. */
    @Test
    void trainThatStandsGoesOnFromThere() {
        double[] time = new double[BLOCKS];
        double[] way = new double[BLOCKS];
        for (int b = 1; b < BLOCKS; b++) {
            boolean stands = b > 10 && b <= 20;
            time[b] = time[b - 1] + (stands ? 0 : 4);
            way[b] = way[b - 1] + (stands ? 0 : 3);
        }
        double[] smooth = Course.smooth(time, way, new boolean[BLOCKS]);
        for (int b = 0; b < BLOCKS; b++) {
            assertThat(smooth[b]).isCloseTo(way[b], within(1e-9));
        }
    }

    @Test
    void nobodyKnowsACourseOfFewBlocksBetweenGaps() {
        boolean[] broken = new boolean[BLOCKS];
        broken[10] = true;
        broken[13] = true;
        double[] smooth = Course.smooth(line(4), line(3), broken);
        for (int b = 0; b < BLOCKS; b++) {
            assertThat(Double.isNaN(smooth[b])).isEqualTo(b >= 10 && b < 13);
        }
    }

    /** A hole in the coverage of twenty seconds, with levels as they usually are where it begins: the train runs through it. */
    @Test
    void trainRunsThroughAHole() {
        SyntheticLine line = new SyntheticLine(3);
        int[] identity = IntStream.range(0, SyntheticLine.CELLS).toArray();
        int[] ran = IntStream.range(20, 220).toArray();
        CallTrace call = line.call("m", ran, 0, 5);
        float[] levels = call.channel(Channel.LEVEL_DL);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 90; i < 102; i++) {
            levels[i] = levels[89] + (float) (4 * random.nextDouble() - 2);
            for (int k = call.neighbourStart()[i]; k < call.neighbourStart()[i + 1]; k++) {
                call.neighbourDbm()[k] -= 10;
            }
        }
        Localiser.Fix fix = new Localiser(line.route()).fit(call, identity, 0, call.size(), 0);
        for (int i = 80; i < 115; i++) {
            assertThat(fix.positions()[i]).isCloseTo(ran[i], within(6));
        }
    }
}
