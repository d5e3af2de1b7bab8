package org.lineside.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.simulation.traffic.CallPlan;

/** The reports, events and truth of one simulated call, in growing columns. */
final class CallLog {
    static final int NEIGHBOURS = 6;
    static final byte MISSING = -1;

    final CallPlan plan;
    final String trainNumber;
    final String route;
    final List<Event> events = new ArrayList<>();
    final FaultTally tally = new FaultTally();
    String releaseCause = "normal";
    long endMs;

    int size;
    long[] timeMs;
    short[] cell;
    short[] arfcn;
    byte[] rxlevDl;
    byte[] rxlevUl;
    byte[] rxqualDl;
    byte[] rxqualUl;
    byte[] timingAdvance;
    byte[] msPower;
    byte[] bsAttenuation;
    byte[] segment;
    float[] offsetM;
    byte[] neighbours;
    short[] neighbourCell;
    byte[] neighbourLevel;

    /** Something the network said about the call. */
    record Event(long timeMs, String name, int cell, int target, String cause) {}

    CallLog(CallPlan plan, String trainNumber, String route) {
        this.plan = plan;
        this.trainNumber = trainNumber;
        this.route = route;
        this.endMs = plan.endMs();
        int expected = (int) ((plan.endMs() - plan.startMs()) / 480) + 8;
        timeMs = new long[expected];
        cell = new short[expected];
        arfcn = new short[expected];
        rxlevDl = new byte[expected];
        rxlevUl = new byte[expected];
        rxqualDl = new byte[expected];
        rxqualUl = new byte[expected];
        timingAdvance = new byte[expected];
        msPower = new byte[expected];
        bsAttenuation = new byte[expected];
        segment = new byte[expected];
        offsetM = new float[expected];
        neighbours = new byte[expected];
        neighbourCell = new short[expected * NEIGHBOURS];
        neighbourLevel = new byte[expected * NEIGHBOURS];
    }

    /** Opens the next row and returns its index; the caller fills it. A report takes at least 480 ms, so it fits. */
    int next(long time) {
        if (size == timeMs.length) {
            throw new IllegalStateException("call " + plan.callId() + " has more reports than its length allows");
        }
        timeMs[size] = time;
        return size++;
    }

    /** Lets go of what was reserved for reports that never came. */
    void trim() {
        if (size < timeMs.length - 64) {
            neighbourCell = Arrays.copyOf(neighbourCell, size * NEIGHBOURS);
            neighbourLevel = Arrays.copyOf(neighbourLevel, size * NEIGHBOURS);
            timeMs = Arrays.copyOf(timeMs, size);
            offsetM = Arrays.copyOf(offsetM, size);
        }
    }
}
