package org.lineside.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.faults.Impairments;
import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.RadioField;

/**
 * What one mobile hears on its way: the field of the place, what differs from pass to pass, the fading of the moment,
 * the mobile's own offset, the faults. Holds the levels of the audible cells at full power and their running averages.
 */
final class Surroundings {
    /** Share of the pass's slow variation that all cells have in common. */
    static final double COMMON_SHARE = 0.4;

    private static final double FAST_REACH_M = 8;
    private static final double SILENT_DBM = -140;

    private final Physics physics;
    private final Impairments impairments;
    private final SplittableRandom random;
    private final double offsetDb;
    private final double[] slow;
    private final double[] fast;
    private final int[] seen;

    /** Level in dBm of each audible cell, at the same index as {@link #audible}. */
    final double[] level;
    /** The repeater's part of a cell's level in dBm, by cell. */
    double repeaterDbm;
    /** Level of the repeater's donor without the repeater's fault, in dBm. */
    double repeaterSoundDbm;
    /** Audible cells. */
    final int[] audible;
    /** How many. */
    int count;
    /** Running average of the level by cell, NaN where not heard for long enough. */
    final double[] average;

    private int step;

    Surroundings(Physics physics, Impairments impairments, SplittableRandom random, double offsetDb, int cells) {
        this.physics = physics;
        this.impairments = impairments;
        this.random = random;
        this.offsetDb = offsetDb;
        slow = new double[cells];
        fast = new double[cells];
        seen = new int[cells];
        level = new double[cells];
        audible = new int[cells];
        average = new double[cells];
        step = 1;
    }

    /** Moves to a point of the track. */
    void move(RadioField.Track track, int point, boolean up, double movedM, double commonDb) {
        step++;
        double rhoSlow = Math.exp(-movedM / physics.slowM());
        double rhoFast = Math.exp(-movedM / FAST_REACH_M);
        double driveSlow = Math.sqrt((1 - rhoSlow * rhoSlow) * (1 - COMMON_SHARE)) * physics.slowDb();
        double driveFast = Math.sqrt(1 - rhoFast * rhoFast) * physics.fastDb();
        repeaterDbm = track.repeaterDbm()[point] - impairments.repeaterLossDb();
        repeaterSoundDbm = track.repeaterDbm()[point];
        count = 0;
        boolean faults = !impairments.active().isEmpty();
        float[] field = up ? track.levelUp() : track.levelDown();
        for (int i = track.start()[point]; i < track.start()[point + 1]; i++) {
            int c = track.cell()[i];
            noise(c, rhoSlow, rhoFast, driveSlow, driveFast);
            double own = field[i];
            if (track.donor()[point] == c) {
                own = powerSum(own, repeaterDbm);
            }
            double value = own + commonDb + slow[c] + fast[c] + offsetDb;
            if (faults) {
                value -= impairments.downlinkLossDb(c);
            }
            average(c, value);
            level[count] = value;
            audible[count++] = c;
        }
    }

    private void noise(int c, double rhoSlow, double rhoFast, double driveSlow, double driveFast) {
        if (seen[c] == step - 1) {
            slow[c] = rhoSlow * slow[c] + driveSlow * random.nextGaussian();
            fast[c] = rhoFast * fast[c] + driveFast * random.nextGaussian();
        } else {
            slow[c] = Math.sqrt(1 - COMMON_SHARE) * physics.slowDb() * random.nextGaussian();
            fast[c] = physics.fastDb() * random.nextGaussian();
            average[c] = Double.NaN;
        }
        seen[c] = step;
    }

    private void average(int c, double value) {
        double weight = 2.0 / (physics.averagingReports() + 1);
        average[c] = Double.isNaN(average[c]) ? value : average[c] + weight * (value - average[c]);
    }

    /** Forgets the averages, as the network does for a call in a new cell. */
    void restartAverages() {
        Arrays.fill(average, Double.NaN);
    }

    /** The level of a cell in dBm, silence where it is not audible. */
    double levelOf(int cell) {
        for (int i = 0; i < count; i++) {
            if (audible[i] == cell) {
                return level[i];
            }
        }
        return SILENT_DBM;
    }

    /** The strongest audible cell, −1 where there is none. */
    int strongest() {
        int best = -1;
        for (int i = 0; i < count; i++) {
            if (best < 0 || level[i] > level[best]) {
                best = i;
            }
        }
        return best < 0 ? -1 : audible[best];
    }

    /** Loss in dB by a fault of level, at the server or because the cell that should serve is hit. */
    double lossDb(Fault fault, int serving) {
        if (fault.kind() == FaultKind.REPEATER) {
            return repeaterLoss(serving);
        }
        double own = impairments.downlinkLossDb(fault, serving);
        if (fault.cells().isEmpty() || fault.line() != null) {
            return own;
        }
        double best = SILENT_DBM;
        int bestCell = -1;
        for (int i = 0; i < count; i++) {
            double sound = level[i] + impairments.downlinkLossDb(fault, audible[i]);
            if (sound > best) {
                best = sound;
                bestCell = audible[i];
            }
        }
        boolean hit = bestCell >= 0 && fault.concerns(bestCell);
        return Math.max(own, hit ? best - levelOf(serving) : 0);
    }

    private double repeaterLoss(int serving) {
        if (Double.isNaN(repeaterDbm)) {
            return 0;
        }
        double sound = repeaterSoundDbm + offsetDb + slow[serving] + fast[serving];
        return sound - levelOf(serving);
    }

    static double powerSum(double a, double b) {
        return 10 * Math.log10(Math.pow(10, a / 10) + Math.pow(10, b / 10));
    }
}
