package org.lineside.simulation;

/**
 * Power control of mobile and cell in steps of 2 dB (3GPP TS 45.008 §4): keeps the averaged level in a window, each
 * link by itself; the broadcast carrier is never reduced.
 */
final class PowerControl {
    static final int FULL_MS_POWER_DBM = 39;
    private static final double UPPER_DBM = -70;
    private static final double LOWER_DBM = -82;
    private static final int LEAST_MS_POWER_DBM = 13;
    private static final int LARGEST_ATTENUATION_DB = 10;
    private static final int INTERVAL = 3;

    private final boolean enabled;
    private int msPowerDbm = FULL_MS_POWER_DBM;
    private int attenuationDb;
    private boolean mayReduceCell;
    private double uplinkDbm = Double.NaN;
    private double downlinkDbm = Double.NaN;
    private int wait = INTERVAL;

    PowerControl(boolean enabled) {
        this.enabled = enabled;
    }

    int msPowerDbm() {
        return msPowerDbm;
    }

    int attenuationDb() {
        return attenuationDb;
    }

    /** A new cell starts at full power. */
    void restart(boolean broadcastCarrier) {
        mayReduceCell = enabled && !broadcastCarrier;
        msPowerDbm = FULL_MS_POWER_DBM;
        attenuationDb = 0;
        uplinkDbm = Double.NaN;
        downlinkDbm = Double.NaN;
        wait = INTERVAL;
    }

    /** Takes the levels of a report and steps at most once in three reports; bad quality raises the power at once. */
    void report(double uplink, double downlink, boolean badUplink, boolean badDownlink) {
        if (!enabled) {
            return;
        }
        uplinkDbm = Double.isNaN(uplinkDbm) ? uplink : 0.7 * uplinkDbm + 0.3 * uplink;
        downlinkDbm = Double.isNaN(downlinkDbm) ? downlink : 0.7 * downlinkDbm + 0.3 * downlink;
        if (--wait > 0) {
            return;
        }
        wait = INTERVAL;
        if (badUplink || uplinkDbm < LOWER_DBM) {
            msPowerDbm = Math.min(FULL_MS_POWER_DBM, msPowerDbm + 4);
        } else if (uplinkDbm > UPPER_DBM) {
            msPowerDbm = Math.max(LEAST_MS_POWER_DBM, msPowerDbm - 2);
        }
        if (!mayReduceCell || badDownlink || downlinkDbm < LOWER_DBM) {
            attenuationDb = Math.max(0, attenuationDb - 4);
        } else if (downlinkDbm > UPPER_DBM) {
            attenuationDb = Math.min(LARGEST_ATTENUATION_DB, attenuationDb + 2);
        }
    }
}
