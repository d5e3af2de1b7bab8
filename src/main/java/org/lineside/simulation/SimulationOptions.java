package org.lineside.simulation;

import java.time.LocalDate;
import java.util.List;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.railway.Physics;

/**
 * What to simulate.
 *
 * @param seed of everything random: same options, same bytes
 * @param physics preset 1..{@link Physics#PRESETS}
 * @param firstDay first day of the history
 * @param historyDays days without faults, at least 1
 * @param newDays days after them, in which the faults happen, at least 0
 * @param trainsPerDay trains a day, at least 1; ignored where {@code lines} is set
 * @param kilometres of track altogether, at least 20
 * @param lines wanted number of measurement lines, reached within some per cent by choosing the trains a day; 0 to
 *     leave that to {@code trainsPerDay}
 * @param faults the faults and hard negatives that happen, once a week of the new days, or once where they last over all of them
 * @param grade severity to begin with, 0 the mildest; each kind then takes the next
 * @param output what the files look like
 */
public record SimulationOptions(
        long seed,
        int physics,
        LocalDate firstDay,
        int historyDays,
        int newDays,
        int trainsPerDay,
        double kilometres,
        long lines,
        List<FaultKind> faults,
        int grade,
        Output output) {
    /**
     * What the files look like.
     *
     * @param trackKm whether measurements say the kilometre
     * @param coordinates whether measurements say latitude and longitude
     * @param carriers whether neighbours are named {@code arfcn-bsic} and not by cell id
     * @param fullAndSub whether levels and qualities come as FULL and SUB with the DTX flags
     * @param gzip whether the files of measurements, calls and events are compressed
     * @param positions whether the truth says where each report was made
     */
    public record Output(
            boolean trackKm,
            boolean coordinates,
            boolean carriers,
            boolean fullAndSub,
            boolean gzip,
            boolean positions) {}

    /** Checks the ranges and copies the list. */
    public SimulationOptions {
        faults = List.copyOf(faults);
        require(physics >= 1 && physics <= Physics.PRESETS, "physics", physics, "1 to " + Physics.PRESETS);
        require(historyDays >= 1, "history days", historyDays, "at least 1");
        require(newDays >= 0, "new days", newDays, "at least 0");
        require(trainsPerDay >= 1, "trains a day", trainsPerDay, "at least 1");
        require(kilometres >= 20 && kilometres <= 2000, "kilometres", kilometres, "20 to 2000");
        require(lines >= 0, "lines", lines, "at least 0");
    }

    private static void require(boolean valid, String what, Number value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException("%s is %s: choose %s".formatted(what, value, expected));
        }
    }

    /** A small railway: 60 km, 14 days of history, 7 new days with faults, 20 trains a day, no positions. */
    public static SimulationOptions defaults(long seed) {
        return new SimulationOptions(
                seed,
                1,
                LocalDate.of(2026, 3, 1),
                14,
                7,
                20,
                60,
                0,
                FaultKind.sudden(),
                1,
                new Output(false, false, false, false, false, true));
    }

    /** The same with other trains a day. */
    SimulationOptions withTrainsPerDay(int trains) {
        return new SimulationOptions(
                seed, physics, firstDay, historyDays, newDays, trains, kilometres, 0, faults, grade, output);
    }
}
