package org.lineside.simulation.faults;

import java.util.Arrays;
import java.util.List;
import org.lineside.attribution.Cause;

/**
 * What can happen on the simulated railway, with the size from which it must be noticed. Kinds without a label are hard
 * negatives: they look unusual and are no radio fault.
 */
public enum FaultKind {
    /** A cell radiates less; its receiver is sound. */
    POWER_DROP(Cause.CELL_POWER_DROP, "dB", 3, 10, true),
    /** A feeder or connector loses power on both links. */
    FEEDER(Cause.CELL_POWER_DROP, "dB", 3, 10, true),
    /** A cell is silent and nobody is told. */
    OUTAGE(Cause.CELL_OUTAGE, "dB", 3, 10, true),
    /** A transmitter beside the track disturbs the downlink; severity is the C/I it leaves. */
    DOWNLINK_INTERFERENCE(Cause.DOWNLINK_INTERFERENCE, "class", 2, 8, true),
    /** A transmitter disturbs a base station's receiver; severity is the disturbance in dB above −106 dBm. */
    UPLINK_INTERFERENCE(Cause.UPLINK_INTERFERENCE, "class", 2, 8, true),
    /** Something stands between track and masts. */
    COVERAGE_HOLE(Cause.COVERAGE_HOLE, "dB", 3, 8, true),
    /** A tunnel's repeater is weak or silent. */
    REPEATER(Cause.REPEATER_FAULT, "dB", 3, 8, true),
    /** A vehicle's antenna loses on both links. */
    MOBILE_ANTENNA(Cause.MOBILE_ANTENNA, "dB", 3, 10, true),
    /** A mobile transmits too weakly. */
    MOBILE_UPLINK(Cause.MOBILE_UPLINK, "dB", 3, 10, true),
    /** A mobile receives too weakly. */
    MOBILE_DOWNLINK(Cause.MOBILE_DOWNLINK, "dB", 3, 10, true),
    /** A neighbour relation is missing: cells 0 to 1. */
    LATE_HANDOVER(Cause.LATE_HANDOVER, "dB", 3, 5, true),
    /** Two cells hand calls to and fro; severity is the negative margin in dB. */
    PING_PONG(Cause.PING_PONG, "handovers", 1, 6, true),
    /** Handovers from cell 0 to 1 fail; severity is their share. */
    HANDOVER_FAILURE(Cause.HANDOVER_FAILURE, "failures", 1, 1, true),
    /** A cell's clock is off: timing advances are biased by this many symbols. */
    TIMING(Cause.TIMING, "symbol", 2, 10, true),
    /** A model of mobile and a cell do not get along; severity in RXQUAL classes. */
    TERMINAL_MODEL(Cause.TERMINAL_MODEL, "class", 2, 8, true),
    /** A jammer rides with a train; severity is the C/I it leaves at −68 dBm. */
    TRAIN_JAMMER(Cause.DOWNLINK_INTERFERENCE, "class", 2, 10, true),
    /** The data link dies while the radio is sound. */
    RADIO_INNOCENT(Cause.RADIO_INNOCENT, "calls", 1, 0, false),
    /** A probe's clock steps by this many seconds. */
    PROBE_CLOCK(Cause.PROBE_FAULT, "s", 1, 0, false),
    /** A probe loses its link: nothing is recorded. */
    PROBE_GAP(Cause.PROBE_FAULT, "s", 1, 0, false),
    /** Rain or wet snow everywhere for a day. */
    WET_DAY(Cause.UNKNOWN, "dB", 1, 0, false),
    /** Leaves grow: everything weakens by this much over the new days. */
    SEASON(Cause.UNKNOWN, "dB", 1, 0, false),
    /** A cell at reduced power, announced in the works file. */
    WORKS(Cause.CELL_POWER_DROP, "dB", 3, 0, false),
    /** A train most of an hour late, held on the way. */
    LATE_TRAIN(Cause.UNKNOWN, "trains", 1, 0, false),
    /** A train over known track in an order no timetable has. */
    DIVERSION(Cause.ROUTE_CHANGE, "trains", 1, 0, false),
    /** A vehicle never seen before, sound. */
    NEW_MOBILE(Cause.UNKNOWN, "trains", 1, 0, false),
    /** Two vehicles in one train. */
    DOUBLE_TRACTION(Cause.UNKNOWN, "trains", 1, 0, false),
    /** A feeder that corrodes: both links of a cell lose more from day to day, all of the severity after ten. */
    CREEP(Cause.CELL_POWER_DROP, "dB", 3, 10, true),
    /** A vehicle's antenna that does. */
    MOBILE_CREEP(Cause.MOBILE_ANTENNA, "dB", 3, 10, true),
    /**
     * From 10:08 to 17:30 of one day trains of one direction are disturbed before the busiest line's handover point, and
     * handed over for quality where they were for a better cell; severity is the C/I it leaves. As it befell nine trains
     * near Beijing on 15 July 2013.
     */
    DIRECTIONAL_INTERFERENCE(Cause.DOWNLINK_INTERFERENCE, "class", 2, 8, true);

    private final Cause cause;
    private final String unit;
    private final double minEffect;
    private final double minSeconds;
    private final boolean labelled;

    FaultKind(Cause cause, String unit, double minEffect, double minSeconds, boolean labelled) {
        this.cause = cause;
        this.unit = unit;
        this.minEffect = minEffect;
        this.minSeconds = minSeconds;
        this.labelled = labelled;
    }

    /** All that can happen within a week: what creeps has to be asked for. */
    public static List<FaultKind> sudden() {
        return Arrays.stream(values()).filter(k -> !k.creeps()).toList();
    }

    /** Whether it grows from day to day over many days. */
    public boolean creeps() {
        return this == CREEP || this == MOBILE_CREEP;
    }

    /** Whether it happens once in the new days, however many they are. */
    public boolean once() {
        return this == SEASON || creeps();
    }

    /** The cause that an incident about it should name; unknown where none should be raised. */
    public Cause cause() {
        return cause;
    }

    /** Unit of the effect on a call. */
    public String unit() {
        return unit;
    }

    /** Smallest effect on a report that counts, in {@link #unit()}. */
    public double minEffect() {
        return minEffect;
    }

    /** Seconds with that effect from which a call is labelled anomalous. */
    public double minSeconds() {
        return minSeconds;
    }

    /** Whether calls hit by it are anomalous; otherwise it is a hard negative. */
    public boolean labelled() {
        return labelled;
    }
}
