package org.lineside.detection.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.calls.HandoverCause;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;

/**
 * How often handovers out of each cell are commanded to rescue a call, by quality or level, and not for a better cell.
 *
 * @param commands per cell: commands whose cause is known, and those of them that were emergencies
 */
record CauseRates(Map<String, int[]> commands) {
    /** Weight, in commands, of the rate over all cells against a cell's own. */
    private static final double PRIOR_COMMANDS = 5;

    private static final double LEAST_RATE = 0.002;

    /** A command with a known cause. */
    record Command(long timeMs, String cell, HandoverCause cause) {}

    static CauseRates learn(ComparedCalls calls) {
        Map<String, int[]> counts = new TreeMap<>();
        for (List<Command> own : calls.map(CauseRates::of)) {
            for (Command c : own) {
                int[] n = counts.computeIfAbsent(c.cell(), k -> new int[2]);
                n[0]++;
                n[1] += c.cause().isEmergency() ? 1 : 0;
            }
        }
        return new CauseRates(counts);
    }

    /** The commands of a call. */
    static List<Command> of(ComparedCall call) {
        List<Command> commands = new ArrayList<>();
        for (RadioEvent e : call.events()) {
            HandoverCause cause = e.event().equals("HO_COMMAND") ? HandoverCause.of(e.cause()) : null;
            if (cause != null && e.cellId() != null) {
                commands.add(new Command(e.timeMs(), e.cellId(), cause));
            }
        }
        return commands;
    }

    /** Whether any cause was ever told. */
    boolean known() {
        return !commands.isEmpty();
    }

    /**
     * Share 0..1 of emergencies among the handovers out of a cell.
     *
     * @param learned whether one emergency of the call that asks is among those counted
     */
    double emergencies(String cell, boolean learned) {
        int[] own = commands.getOrDefault(cell, new int[2]);
        int all = 0;
        int bad = 0;
        for (int[] n : commands.values()) {
            all += n[0];
            bad += n[1];
        }
        double rate = (bad + 0.5) / (all + 1.0);
        int less = learned ? 1 : 0;
        double shrunk =
                (Math.max(0, own[1] - less) + PRIOR_COMMANDS * rate) / (Math.max(0, own[0] - less) + PRIOR_COMMANDS);
        return Math.max(LEAST_RATE, shrunk);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(commands.size());
        for (Map.Entry<String, int[]> e : commands.entrySet()) {
            out.writeUTF(e.getKey());
            out.writeInt(e.getValue()[0]);
            out.writeInt(e.getValue()[1]);
        }
    }

    static CauseRates read(DataInput in) throws IOException {
        Map<String, int[]> commands = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            commands.put(in.readUTF(), new int[] {in.readInt(), in.readInt()});
        }
        return new CauseRates(commands);
    }
}
