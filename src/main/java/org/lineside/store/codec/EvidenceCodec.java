package org.lineside.store.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.HandoverCause;
import org.lineside.comparison.NetworkShift;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;

/**
 * What attribution remembers of a call, as bytes, column by column. Effects and levels are rounded to 0.01 of their
 * unit, kilometres to a metre, shares to 0.001. Whoever mixes evidence just made with evidence that was kept should let
 * both pass through here, so that the outcome does not depend on which was which.
 */
public final class EvidenceCodec {
    private static final int FORMAT = 4;
    /** The form before handovers were kept, the oldest: read, never written. */
    private static final int WITHOUT_HANDOVERS = 1;
    /** The last form before repeaters were: read, never written. */
    private static final int WITHOUT_REPEATERS = 2;
    /** The last form before it was kept which cells handovers passed over: read, never written. */
    private static final int WITHOUT_PASSED_OVER = 3;
    /** Number of cells passed over where an earlier form did not tell. */
    private static final int NOT_KEPT = -1;

    private static final int PER_UNIT = 100;
    private static final int PER_SHARE = 1000;
    private static final int PER_KM = 1000;

    private EvidenceCodec() {}

    /** The evidence as bytes. */
    public static byte[] encode(CallEvidence e) {
        PackedWriter out = new PackedWriter();
        out.number(FORMAT);
        out.text(e.callId());
        out.text(e.mobileId());
        out.textOrNull(e.mobileModel());
        out.textOrNull(e.trainNumber());
        out.number(e.startMs());
        out.number(e.endMs());
        out.number(e.anomalous() ? 1 : 0);
        out.number(e.lost() ? 1 : 0);
        // Not rounded: what a later call is compared with must not depend on when it came.
        out.number(Float.floatToIntBits(e.mean().downlinkDb()));
        out.number(Float.floatToIntBits(e.mean().uplinkDb()));
        atoms(out, e.atoms());
        presences(out, e.presences());
        steps(out, e.steps());
        handovers(out, e.handovers());
        return out.deflated();
    }

    private static void atoms(PackedWriter out, List<Atom> atoms) {
        out.texts(atoms, Atom::cell);
        out.texts(atoms, Atom::line);
        out.numbers(atoms, Atom::zone);
        out.numbers(atoms, Atom::direction);
        out.numbers(atoms, Atom::startMs);
        out.numbers(atoms, Atom::endMs);
        out.reals(atoms, Atom::kmFrom, PER_KM);
        out.reals(atoms, Atom::kmTo, PER_KM);
        out.numbers(atoms, Atom::places);
        int channels = atoms.isEmpty() ? 0 : atoms.getFirst().effect().length;
        out.number(channels);
        for (int c = 0; c < channels; c++) {
            int channel = c;
            out.reals(atoms, a -> a.effect()[channel], PER_UNIT);
        }
        out.reals(atoms, Atom::levelDbm, PER_UNIT);
        out.reals(atoms, Atom::badShare, PER_SHARE);
        out.numbers(atoms, a -> a.repeater() ? 1 : 0);
    }

    private static void presences(PackedWriter out, List<Presence> presences) {
        out.texts(presences, Presence::cell);
        out.numbers(presences, Presence::timeMs);
        out.numbers(presences, Presence::expectedPlaces);
        out.numbers(presences, Presence::servedPlaces);
        out.numbers(presences, Presence::heardPlaces);
    }

    private static void steps(PackedWriter out, List<Step> steps) {
        out.texts(steps, s -> s.kind().name());
        out.numbers(steps, Step::timeMs);
        out.texts(steps, Step::from);
        out.texts(steps, Step::to);
        out.reals(steps, Step::size, PER_UNIT);
        out.numbers(steps, s -> s.happened() ? 1 : 0);
    }

    private static void handovers(PackedWriter out, List<Handover> handovers) {
        out.numbers(handovers, Handover::timeMs);
        out.texts(handovers, Handover::from);
        out.texts(handovers, Handover::towards);
        out.texts(handovers, Handover::to);
        out.texts(handovers, h -> h.cause() == null ? "" : h.cause().name());
        out.numbers(handovers, h -> h.failed() ? 1 : 0);
        List<@Nullable List<String>> passedOver = new ArrayList<>();
        handovers.forEach(h -> passedOver.add(h.passedOver()));
        out.numbers(passedOver, p -> p == null ? NOT_KEPT : p.size());
        out.texts(passedOver.stream()
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList());
    }

    /** Evidence out of {@link #encode}; throws IllegalArgumentException on bytes of another form. */
    public static CallEvidence decode(byte[] bytes) {
        PackedReader in = PackedReader.deflated(bytes);
        int format = in.small();
        if (format < WITHOUT_HANDOVERS || format > FORMAT) {
            throw new IllegalArgumentException("evidence has form " + format + ", not " + FORMAT);
        }
        String callId = in.text();
        String mobileId = in.text();
        String model = in.textOrNull();
        String train = in.textOrNull();
        long startMs = in.number();
        long endMs = in.number();
        return new CallEvidence(
                callId,
                mobileId,
                model,
                train,
                startMs,
                endMs,
                in.number() == 1,
                in.number() == 1,
                new NetworkShift.CallMean(
                        endMs, callId, mobileId, Float.intBitsToFloat(in.small()), Float.intBitsToFloat(in.small())),
                atoms(in, format > WITHOUT_REPEATERS),
                presences(in),
                steps(in),
                format == WITHOUT_HANDOVERS ? List.of() : handovers(in, format > WITHOUT_PASSED_OVER));
    }

    private static List<Handover> handovers(PackedReader in, boolean withPassedOver) {
        long[] timeMs = in.numbers();
        List<String> from = in.texts();
        List<String> towards = in.texts();
        List<String> to = in.texts();
        List<String> cause = in.texts();
        int[] failed = in.smalls();
        int[] passedOver = withPassedOver ? in.smalls() : notKept(timeMs.length);
        List<String> cells = withPassedOver ? in.texts() : List.of();
        int at = 0;
        List<Handover> handovers = new ArrayList<>(timeMs.length);
        for (int i = 0; i < timeMs.length; i++) {
            HandoverCause why = cause.get(i).isEmpty() ? null : HandoverCause.valueOf(cause.get(i));
            boolean kept = passedOver[i] != NOT_KEPT;
            List<String> over = kept ? List.copyOf(cells.subList(at, at + passedOver[i])) : null;
            at += kept ? passedOver[i] : 0;
            handovers.add(new Handover(timeMs[i], from.get(i), towards.get(i), to.get(i), why, failed[i] == 1, over));
        }
        return List.copyOf(handovers);
    }

    private static int[] notKept(int handovers) {
        int[] counts = new int[handovers];
        Arrays.fill(counts, NOT_KEPT);
        return counts;
    }

    private static List<Atom> atoms(PackedReader in, boolean withRepeaters) {
        List<String> cell = in.texts();
        List<String> line = in.texts();
        int[] zone = in.smalls();
        int[] direction = in.smalls();
        long[] startMs = in.numbers();
        long[] endMs = in.numbers();
        double[] kmFrom = in.reals(PER_KM);
        double[] kmTo = in.reals(PER_KM);
        int[] places = in.smalls();
        float[][] effect = new float[in.small()][];
        for (int c = 0; c < effect.length; c++) {
            effect[c] = in.floats(PER_UNIT);
        }
        float[] level = in.floats(PER_UNIT);
        float[] bad = in.floats(PER_SHARE);
        int[] repeater = withRepeaters ? in.smalls() : new int[zone.length];
        List<Atom> atoms = new ArrayList<>(zone.length);
        for (int i = 0; i < zone.length; i++) {
            float[] own = new float[effect.length];
            for (int c = 0; c < own.length; c++) {
                own[c] = effect[c][i];
            }
            atoms.add(new Atom(
                    cell.get(i),
                    line.get(i),
                    zone[i],
                    direction[i],
                    startMs[i],
                    endMs[i],
                    kmFrom[i],
                    kmTo[i],
                    places[i],
                    own,
                    level[i],
                    bad[i],
                    repeater[i] == 1));
        }
        return List.copyOf(atoms);
    }

    private static List<Presence> presences(PackedReader in) {
        List<String> cell = in.texts();
        long[] timeMs = in.numbers();
        int[] expected = in.smalls();
        int[] served = in.smalls();
        int[] heard = in.smalls();
        List<Presence> presences = new ArrayList<>(timeMs.length);
        for (int i = 0; i < timeMs.length; i++) {
            presences.add(new Presence(cell.get(i), timeMs[i], expected[i], served[i], heard[i]));
        }
        return List.copyOf(presences);
    }

    private static List<Step> steps(PackedReader in) {
        List<String> kind = in.texts();
        long[] timeMs = in.numbers();
        List<String> from = in.texts();
        List<String> to = in.texts();
        double[] size = in.reals(PER_UNIT);
        int[] happened = in.smalls();
        List<Step> steps = new ArrayList<>(timeMs.length);
        for (int i = 0; i < timeMs.length; i++) {
            steps.add(
                    new Step(Kind.valueOf(kind.get(i)), timeMs[i], from.get(i), to.get(i), size[i], happened[i] == 1));
        }
        return List.copyOf(steps);
    }
}
