package org.lineside.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.EffectScales;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.health.CallHealth.CellShare;
import org.lineside.health.CallHealth.Noise;
import org.lineside.health.CallHealth.Release;

/**
 * Draws from a call what it says of health.
 *
 * @param intake tells which release causes mean a lost connection
 * @param cells reference data by cell
 */
public record CallHealthExtractor(Settings.Intake intake, Map<String, CellInfo> cells) {
    private static final int CHANNELS = Channel.values().length;

    /**
     * Of a call that was compared with references.
     *
     * @param call the call, without the network's shift
     * @param evidence what attribution has drawn from it
     * @param scales what the model says of sound calls
     * @param places tells where samples lie, by the references it was compared with
     */
    public CallHealth compared(ComparedCall call, CallEvidence evidence, EffectScales scales, ReferencePlaces places) {
        Set<HandoverReader.Edge> late = evidence.steps().stream()
                .filter(s -> s.kind() == Kind.LATE && s.happened())
                .map(s -> new HandoverReader.Edge(s.from(), s.to()))
                .collect(Collectors.toSet());
        return health(call.trace(), call.events(), late, noise(scales), shares(evidence.atoms()), levels(call, places));
    }

    private LevelReader levels(ComparedCall call, ReferencePlaces places) {
        LevelReader levels = new LevelReader(call.trace(), cells);
        for (int i = 0; i < call.trace().size(); i++) {
            levels.add(i, places.of(call, i, cells));
        }
        return levels;
    }

    /**
     * Of a call for which there were no references.
     *
     * @param events what the events file says of it
     */
    public CallHealth uncompared(CallTrace trace, List<RadioEvent> events) {
        LevelReader levels = new LevelReader(trace, cells);
        for (int i = 0; i < trace.size(); i++) {
            CellInfo cell = cells.get(trace.cells().get(trace.cell()[i]));
            levels.add(i, ReferencePlaces.ofLine(cell == null ? null : cell.line(), trace.trackKm()[i]));
        }
        return health(trace, events, Set.of(), Noise.NONE, List.of(), levels);
    }

    private CallHealth health(
            CallTrace trace,
            List<RadioEvent> events,
            Set<HandoverReader.Edge> late,
            Noise noise,
            List<CellShare> shares,
            LevelReader levels) {
        CallInfo info = trace.info();
        Release release = release(info, events);
        HandoverReader handovers = new HandoverReader(trace, events, release == Release.LOST, late);
        return new CallHealth(
                info.callId(),
                info.mobileId(),
                info.trainNumber(),
                info.service(),
                info.startMs(),
                info.endMs(),
                release,
                handovers.told(),
                noise,
                shares,
                handovers.edges(),
                levels.levels());
    }

    /** A connection failure on one channel may be followed by another channel: what the release says counts more. */
    private Release release(CallInfo info, List<RadioEvent> events) {
        if (info.releaseCause() != null) {
            return intake.isAbnormal(info.releaseCause()) ? Release.LOST : Release.NORMAL;
        }
        if (events.stream().anyMatch(e -> e.event().equals("CONNECTION_FAILURE"))) {
            return Release.LOST;
        }
        return events.stream()
                .filter(e -> e.event().equals("RELEASE"))
                .reduce((a, b) -> b)
                .map(e -> intake.isAbnormal(e.cause()) ? Release.LOST : Release.NORMAL)
                .orElse(Release.UNKNOWN);
    }

    private static Noise noise(EffectScales scales) {
        return new Noise(
                Arrays.stream(scales.callSd(), 0, CHANNELS).map(sd -> sd * sd).toArray(),
                Arrays.stream(scales.atomSd(), 0, CHANNELS).map(sd -> sd * sd).toArray(),
                Arrays.copyOf(scales.inflation(), CHANNELS));
    }

    private static List<CellShare> shares(List<Atom> atoms) {
        Map<String, double[][]> sums = new TreeMap<>();
        for (Atom atom : atoms) {
            if (atom.zone() < 0) {
                continue;
            }
            double[][] sum = sums.computeIfAbsent(atom.cell(), c -> new double[CHANNELS][2]);
            for (int c = 0; c < CHANNELS; c++) {
                if (!Float.isNaN(atom.effect()[c])) {
                    sum[c][0] += atom.effect()[c];
                    sum[c][1]++;
                }
            }
        }
        List<CellShare> shares = new ArrayList<>();
        sums.forEach((cell, sum) -> shares.add(share(cell, sum)));
        return List.copyOf(shares);
    }

    private static CellShare share(String cell, double[][] sum) {
        int[] atoms = new int[CHANNELS];
        float[] effect = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            atoms[c] = (int) sum[c][1];
            effect[c] = atoms[c] == 0 ? Float.NaN : (float) (sum[c][0] / atoms[c]);
        }
        return new CellShare(cell, atoms, effect);
    }
}
