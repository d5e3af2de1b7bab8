package org.lineside.baselines;

import java.util.List;

/** Which there are. */
public final class Baselines {
    /** In the order of the table. */
    public static final List<Baseline> ALL = List.of(
            Blind.constant(),
            Blind.random(),
            FixedThreshold.level(),
            FixedThreshold.quality(),
            new ThreeSigma(),
            new KolmogorovSmirnov(),
            new Forest());

    private Baselines() {}
}
