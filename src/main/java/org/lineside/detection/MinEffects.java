package org.lineside.detection;

import org.lineside.calls.Profile.Indicator;
import org.lineside.config.Settings;

/** Which of the configured smallest effects belongs to which indicator. */
public final class MinEffects {
    /** References of few passes are judged with wider bands. */
    public static final double PROVISIONAL_FACTOR = 1.5;

    private MinEffects() {}

    /**
     * The smallest effect that counts for an indicator, in its unit.
     *
     * @param provisional whether the reference rests on few passes
     */
    public static double of(Settings.MinEffect min, Indicator indicator, boolean provisional) {
        return of(min, indicator) * (provisional ? PROVISIONAL_FACTOR : 1);
    }

    /** The smallest effect that counts for an indicator, in its unit. */
    public static double of(Settings.MinEffect min, Indicator indicator) {
        return switch (indicator.channel()) {
            case LEVEL_DL, LEVEL_UL -> min.levelDb();
            case QUALITY_DL, QUALITY_UL -> indicator.unit().equals("dB") ? min.rsrqDb() : min.rxqualClasses();
            case SINR_DL -> min.sinrDb();
            case TIMING_ADVANCE -> min.timingAdvance();
        };
    }
}
