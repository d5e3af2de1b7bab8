package org.lineside.simulation.faults;

/** Graded severities, mildest first, in the meaning of each kind; the mildest is just beyond what must be noticed. */
final class Severities {
    private Severities() {}

    /** The severity of a grade; grades beyond the last start over. */
    static double of(FaultKind kind, int grade) {
        double[] grades = grades(kind);
        return grades[Math.floorMod(grade, grades.length)];
    }

    private static double[] grades(FaultKind kind) {
        return switch (kind) {
            case POWER_DROP, COVERAGE_HOLE -> new double[] {5, 8, 12, 18};
            case FEEDER, MOBILE_ANTENNA, MOBILE_UPLINK, MOBILE_DOWNLINK -> new double[] {4, 6, 9, 14};
            case OUTAGE -> new double[] {100};
            case DOWNLINK_INTERFERENCE -> new double[] {10, 8, 6, 4};
            case DIRECTIONAL_INTERFERENCE -> new double[] {6, 4};
            case UPLINK_INTERFERENCE -> new double[] {14, 18, 22, 27};
            case REPEATER -> new double[] {8, 15, 25, 40};
            case LATE_HANDOVER -> new double[] {1, 2};
            case PING_PONG -> new double[] {1, 2, 3};
            case HANDOVER_FAILURE -> new double[] {0.4, 0.6, 0.8, 0.95};
            case TIMING -> new double[] {2, 3, 5};
            case TERMINAL_MODEL -> new double[] {2.5, 3.5, 4.5};
            case TRAIN_JAMMER -> new double[] {8, 5, 2};
            case RADIO_INNOCENT, LATE_TRAIN, DIVERSION, NEW_MOBILE, DOUBLE_TRACTION -> new double[] {1};
            case PROBE_CLOCK -> new double[] {20, 45, 90};
            case PROBE_GAP -> new double[] {240, 480, 900};
            case WET_DAY -> new double[] {1.2, 2, 2.8};
            case SEASON -> new double[] {1.5, 2.2};
            case WORKS -> new double[] {10, 20};
            case CREEP, MOBILE_CREEP -> new double[] {6};
        };
    }
}
