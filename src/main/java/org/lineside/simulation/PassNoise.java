package org.lineside.simulation;

import java.util.SplittableRandom;
import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.Seeds;
import org.lineside.simulation.traffic.Train;

/** The slow variation of one pass that all cells and all mobiles of the train share, along the route. */
final class PassNoise {
    private static final double STEP_M = 50;

    private final float[] decibels;

    PassNoise(Physics physics, Train train) {
        SplittableRandom random = Seeds.stream(train.seed(), 9);
        double rho = Math.exp(-STEP_M / physics.slowM());
        double sigma = physics.slowDb() * Math.sqrt(Surroundings.COMMON_SHARE);
        decibels = new float[(int) (train.route().lengthM() / STEP_M) + 2];
        double state = random.nextGaussian();
        for (int i = 0; i < decibels.length; i++) {
            decibels[i] = (float) (sigma * state);
            state = rho * state + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
    }

    /** In dB, at a distance in m from the start of the route. */
    double at(double distanceM) {
        double x = distanceM / STEP_M;
        int i = (int) Math.min(x, decibels.length - 2);
        double part = Math.min(1, x - i);
        return decibels[i] * (1 - part) + decibels[i + 1] * part;
    }
}
