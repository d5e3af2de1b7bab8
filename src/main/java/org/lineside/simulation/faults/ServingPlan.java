package org.lineside.simulation.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Route;
import org.lineside.simulation.railway.Segment;

/** Which cell serves where along a route when all is well: the strongest, left only for one stronger by a margin. */
final class ServingPlan {
    private static final double MARGIN_DB = 4;
    private static final double SMOOTH = 0.15;

    private ServingPlan() {}

    /**
     * A stretch served by one cell.
     *
     * @param cell index of the cell
     * @param segment the segment
     * @param fromM metres from the segment's first point, lower end
     * @param toM upper end
     * @param levelDbm mean level
     * @param direction 1 with the kilometres, −1 against them
     * @param follows whether the stretch before it on the route touches it
     */
    record Run(int cell, Segment segment, double fromM, double toM, double levelDbm, int direction, boolean follows) {
        double lengthM() {
            return toM - fromM;
        }
    }

    /** The runs along a route in order of travel. */
    static List<Run> of(Route route, RadioField field) {
        List<Run> runs = new ArrayList<>();
        for (Route.Leg leg : route.legs()) {
            along(leg, field.track(leg.segment().index()), runs);
        }
        return runs;
    }

    private static void along(Route.Leg leg, RadioField.Track track, List<Run> runs) {
        Segment segment = leg.segment();
        int points = segment.points();
        double[] average = new double[Short.MAX_VALUE];
        Arrays.fill(average, -140);
        int serving = -1;
        int start = 0;
        double sum = 0;
        for (int step = 0; step <= points; step++) {
            int point = leg.forward() ? Math.min(step, points - 1) : Math.max(0, points - 1 - step);
            int best = strongest(track, point, leg.forward(), average);
            boolean change = serving < 0 || average[best] > average[serving] + MARGIN_DB;
            if (serving >= 0 && (change || step == points)) {
                runs.add(run(leg, serving, start, step, sum / Math.max(1, step - start), start > 0));
            }
            if (change) {
                serving = best;
                start = step;
                sum = 0;
            }
            sum += average[serving];
        }
    }

    private static Run run(Route.Leg leg, int cell, int start, int end, double level, boolean follows) {
        double a = start * Segment.STEP_M;
        double b = end * Segment.STEP_M;
        double length = leg.segment().lengthM();
        return leg.forward()
                ? new Run(cell, leg.segment(), a, Math.min(length, b), level, 1, follows)
                : new Run(cell, leg.segment(), Math.max(0, length - b), length - a, level, -1, follows);
    }

    private static int strongest(RadioField.Track track, int point, boolean up, double[] average) {
        int best = -1;
        for (int i = track.start()[point]; i < track.start()[point + 1]; i++) {
            int c = track.cell()[i];
            double level = up ? track.levelUp()[i] : track.levelDown()[i];
            if (track.donor()[point] == c) {
                level = Math.max(level, track.repeaterDbm()[point]);
            }
            average[c] = average[c] < -139 ? level : average[c] + SMOOTH * (level - average[c]);
            if (best < 0 || average[c] > average[best]) {
                best = c;
            }
        }
        return best < 0 ? 0 : best;
    }
}
