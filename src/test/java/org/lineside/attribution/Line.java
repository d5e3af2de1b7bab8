package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.comparison.NetworkShift;
import org.lineside.findings.Finding;

/**
 * A line of ten cells of five zones each, run over in both directions by ten mobiles: evidence made by hand, so that what
 * is to be found is known. Sound calls differ by as much as {@link #SCALES} says.
 */
final class Line {
    static final long START = 1_772_323_200_000L;
    static final long HEADWAY_MS = 1_200_000L;
    static final int CELLS = 10;
    static final int ZONES_PER_CELL = 5;
    private static final long ZONE_MS = 12_000;
    /** The first of two zones where a repeater serves. */
    static final int TUNNEL = 5;

    private static final double CALL_SD = 1;
    private static final double ATOM_SD = 1.5;
    /** What one link has of its own; all else moves both alike. */
    private static final double BALANCE_SD = 0.5;

    private static final int DL = Channel.LEVEL_DL.ordinal();
    private static final int UL = Channel.LEVEL_UL.ordinal();

    static final EffectScales SCALES = scales(Map.of());

    private Line() {}

    /** What a fault does to one atom. */
    interface Fault {
        /** Changes {@code effect}, one element per {@code Channel}; zone −1 is the cell heard as a neighbour. */
        void on(int call, String mobile, String cell, int zone, float[] effect);
    }

    static final Fault NONE = (call, mobile, cell, zone, effect) -> {};

    /** Both links lose so many dB in one zone. */
    static Fault weak(int zone, double db) {
        return (call, mobile, cell, at, effect) -> {
            if (at == zone) {
                add(effect, Channel.LEVEL_DL, -db);
                add(effect, Channel.LEVEL_UL, -db);
            }
        };
    }

    static void add(float[] effect, Channel channel, double shift) {
        effect[channel.ordinal()] += (float) shift;
    }

    static EffectScales scales(Map<String, Double> pairs) {
        double[] call = new double[Channel.values().length + 1];
        double[] atom = new double[call.length];
        double[] inflation = new double[call.length];
        Arrays.fill(inflation, 1);
        for (Channel c : Channel.values()) {
            call[c.ordinal()] = CALL_SD * unit(c);
            atom[c.ordinal()] = ATOM_SD * unit(c);
        }
        call[call.length - 1] = BALANCE_SD;
        atom[call.length - 1] = BALANCE_SD;
        Map<Kind, Double> rates = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            rates.put(kind, 0.02);
        }
        return new EffectScales(
                call,
                atom,
                inflation,
                rates,
                pairs,
                0.02,
                LateSizes.NONE,
                beliefs(),
                HandoverMixes.NONE,
                PlaceScales.NONE);
    }

    /** A long history without outliers. */
    private static GainBeliefs beliefs() {
        int kinds = Hypotheses.Kind.values().length;
        int shifts = Shift.harmful(new boolean[Channel.values().length]).size();
        GainBeliefs beliefs = GainBeliefs.none(kinds, shifts);
        for (int kind = 0; kind < kinds; kind++) {
            for (int shift = 0; shift < shifts; shift++) {
                for (int call = 0; call < SOUND_CALLS; call++) {
                    beliefs.add(kind, shift, 0);
                }
            }
        }
        return beliefs;
    }

    private static final int SOUND_CALLS = 20_000;

    /** Standard deviations of qualities and timing against those of levels. */
    private static double unit(Channel channel) {
        return channel.isLevel() ? 1 : 0.2;
    }

    /** Calls {@code from} to {@code to} (exclusive); a call is the same whatever range it is made in. */
    static List<CallEvidence> calls(int from, int to, Fault fault) {
        return calls(from, to, 1, fault);
    }

    static List<CallEvidence> calls(int from, int to, long seed, Fault fault) {
        return IntStream.range(from, to).mapToObj(c -> call(c, seed, fault)).toList();
    }

    static String mobile(int call) {
        return "m" + call % 10;
    }

    static long startMs(int call) {
        return START + call * HEADWAY_MS;
    }

    private static CallEvidence call(int call, long seed, Fault fault) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + call);
        int channels = Channel.values().length;
        double[] own = new double[channels];
        for (int c = 0; c < channels; c++) {
            own[c] = CALL_SD * unit(Channel.values()[c]) * random.nextGaussian();
        }
        own[UL] = own[DL] + BALANCE_SD * random.nextGaussian();
        boolean rising = call % 2 == 0;
        List<Atom> atoms = new ArrayList<>();
        int zones = CELLS * ZONES_PER_CELL;
        for (int k = 0; k < zones; k++) {
            int zone = rising ? k : zones - 1 - k;
            String cell = "C" + zone / ZONES_PER_CELL;
            float[] effect = new float[channels];
            for (int c = 0; c < channels; c++) {
                effect[c] = (float) (own[c] + ATOM_SD * unit(Channel.values()[c]) * random.nextGaussian());
            }
            effect[UL] = (float) (own[UL] + effect[DL] - own[DL] + BALANCE_SD * random.nextGaussian());
            effect[Channel.SINR_DL.ordinal()] = Float.NaN;
            fault.on(call, mobile(call), cell, zone, effect);
            long at = startMs(call) + k * ZONE_MS;
            double km = zone * EvidenceExtractor.ZONE_KM;
            double end = km + EvidenceExtractor.ZONE_KM - 0.01;
            atoms.add(new Atom(
                    cell,
                    "L1",
                    zone,
                    rising ? 1 : -1,
                    at,
                    at + ZONE_MS - 1,
                    rising ? km : end,
                    rising ? end : km,
                    6,
                    effect,
                    -70,
                    0,
                    zone == TUNNEL || zone == TUNNEL + 1));
        }
        for (int n = 0; n < CELLS; n++) {
            float[] effect = new float[channels];
            Arrays.fill(effect, Float.NaN);
            effect[0] = (float) (own[0] + random.nextGaussian());
            fault.on(call, mobile(call), "C" + n, -1, effect);
            atoms.add(new Atom(
                    "C" + n,
                    "",
                    -1,
                    0,
                    startMs(call),
                    startMs(call) + zones * ZONE_MS,
                    Double.NaN,
                    Double.NaN,
                    10,
                    effect,
                    Float.NaN,
                    0,
                    false));
        }
        return evidence(call, atoms, List.of(), List.of());
    }

    static CallEvidence evidence(int call, List<Atom> atoms, List<Presence> presences, List<Step> steps) {
        String id = String.format(java.util.Locale.ROOT, "c%04d", call);
        long end = startMs(call) + CELLS * ZONES_PER_CELL * ZONE_MS;
        return new CallEvidence(
                id,
                mobile(call),
                call % 3 == 0 ? "EDOR-7" : "EDOR-4",
                Integer.toString(40_000 + call % 7),
                startMs(call),
                end,
                false,
                false,
                new NetworkShift.CallMean(end, id, mobile(call), 0, 0),
                atoms,
                presences,
                steps);
    }

    /** The same call with steps and presences. */
    static CallEvidence with(CallEvidence call, List<Presence> presences, List<Step> steps) {
        return with(call, call.mean(), call.anomalous(), call.atoms(), presences, steps, call.handovers());
    }

    /** The same call, from whose levels so many dB were taken out that the whole network showed. */
    static CallEvidence among(CallEvidence call, float networkDb) {
        NetworkShift.CallMean mean =
                new NetworkShift.CallMean(call.endMs(), call.callId(), call.mobileId(), networkDb, networkDb);
        return with(call, mean, call.anomalous(), call.atoms(), call.presences(), call.steps(), call.handovers());
    }

    /** The same call with handovers. */
    static CallEvidence with(CallEvidence call, List<CallEvidence.Handover> handovers) {
        return with(call, call.mean(), call.anomalous(), call.atoms(), call.presences(), call.steps(), handovers);
    }

    /** The same call with a verdict. */
    static CallEvidence judged(CallEvidence call, boolean anomalous) {
        return with(call, call.mean(), anomalous, call.atoms(), call.presences(), call.steps(), call.handovers());
    }

    /** The same call, having met something else. */
    static CallEvidence meeting(CallEvidence call, List<Atom> atoms) {
        return with(call, call.mean(), call.anomalous(), atoms, call.presences(), call.steps(), call.handovers());
    }

    private static CallEvidence with(
            CallEvidence call,
            NetworkShift.CallMean mean,
            boolean anomalous,
            List<Atom> atoms,
            List<Presence> presences,
            List<Step> steps,
            List<CallEvidence.Handover> handovers) {
        return new CallEvidence(
                call.callId(),
                call.mobileId(),
                call.mobileModel(),
                call.trainNumber(),
                call.startMs(),
                call.endMs(),
                anomalous,
                call.lost(),
                mean,
                atoms,
                presences,
                steps,
                handovers);
    }

    /** What is found in calls by themselves: where one of them is off by 6 dB, or its quality by 3 classes. */
    static List<Finding> found(List<CallEvidence> calls) {
        List<Finding> findings = new ArrayList<>();
        for (CallEvidence call : calls) {
            for (Atom atom : call.atoms()) {
                for (Channel channel : Channel.values()) {
                    float effect = atom.effect()[channel.ordinal()];
                    if (atom.zone() >= 0 && Math.abs(effect) >= (channel.isQuality() ? 3 : 6)) {
                        findings.add(found(call, atom, channel, effect));
                    }
                }
            }
        }
        return findings;
    }

    private static Finding found(CallEvidence call, Atom atom, Channel channel, float effect) {
        return new Finding(
                call.callId() + "/" + channel + "/" + atom.startMs(),
                null,
                call.callId(),
                call.mobileId(),
                atom.cell(),
                atom.startMs(),
                atom.endMs(),
                "test",
                channel.name(),
                effect,
                0,
                effect,
                channel.isQuality() ? "class" : "dB",
                4,
                1e-4,
                1e-3,
                "{}");
    }

    static Map<String, CellInfo> cellInfo(Collection<String> names) {
        Map<String, CellInfo> info = new TreeMap<>();
        for (String name : names) {
            info.put(
                    name,
                    new CellInfo(
                            name,
                            name + "-mast",
                            "L1",
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            -1,
                            -1,
                            -95,
                            null));
        }
        return info;
    }
}
