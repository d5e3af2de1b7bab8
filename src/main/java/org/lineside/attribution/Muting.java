package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.EffectSeries.Estimate;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;

/**
 * Takes out of the evidence what operators called false alarms, before anybody is blamed: a muted effect is subtracted
 * where it shows, so that what is left is what has changed since. It makes an incident only if it is one by itself, of the
 * smallest effect that counts at least; and a trouble that grows is seen from the call on in which it has grown, not when
 * the mean over all its calls has.
 */
final class Muting {
    private static final long STEP_REACH_MS = 60_000;

    private final List<Mute> mutes;
    private final List<CallEvidence> calls;
    private final EffectScales scales;
    private final double[] minEffect;
    private final Profile profile;
    private final Map<Row, List<Mute>> subtracted = new HashMap<>();
    private final List<Blame> blames = new ArrayList<>();
    private final Map<String, Map<String, List<long[]>>> where = new TreeMap<>();

    /**
     * @param incidents all that are known; of interest are those called false alarms
     * @param calls the evidence, by time
     * @param minEffect the smallest effect that counts, per channel
     */
    Muting(
            List<Incident> incidents,
            List<CallEvidence> calls,
            EffectScales scales,
            double[] minEffect,
            Profile profile) {
        this.calls = calls;
        this.scales = scales;
        this.minEffect = minEffect;
        this.profile = profile;
        // The largest first: where a trouble was muted twice, the earlier and smaller one is part of the later.
        this.mutes = incidents.stream()
                .flatMap(i -> Mute.of(i, profile).stream())
                .sorted(Comparator.comparingDouble((Mute m) -> -size(m)).thenComparing(Mute::incidentId))
                .toList();
        mutes.stream().filter(m -> !m.signature().isShift()).forEach(this::steps);
    }

    private static double size(Mute mute) {
        Shift shift = mute.signature().mainShift();
        return shift == null ? 0 : mute.signature().mainSize(shift);
    }

    /** Subtracts the muted shifts. */
    void subtractFrom(List<Row> rows) {
        for (Mute mute : mutes) {
            Shift shift = mute.signature().mainShift();
            if (shift != null) {
                List<Row> own = rows.stream()
                        .filter(r -> mute.holds(calls.get(r.call), r.atom) && isFirst(mute, r))
                        .toList();
                subtract(mute, shift, own);
            }
        }
    }

    private boolean isFirst(Mute mute, Row row) {
        return subtracted.getOrDefault(row, List.of()).stream()
                .noneMatch(m -> m.signature().scope() == mute.signature().scope());
    }

    private void subtract(Mute mute, Shift shift, List<Row> own) {
        EffectSeries series = EffectSeries.of(own, scales);
        Estimate seen = series.estimate(shift);
        double size = mute.signature().mainSize(shift);
        Set<Integer> showing = new LinkedHashSet<>();
        Set<Integer> covered = new LinkedHashSet<>();
        for (int k = 0; k < series.size(); k++) {
            if (seen.size()[k] >= size / 2) {
                showing.add(series.call(k));
                if (seen.size()[k] < size + minEffect[shift.first().ordinal()]) {
                    covered.add(series.call(k));
                }
            }
        }
        List<Row> shown = own.stream().filter(r -> showing.contains(r.call)).toList();
        for (Row row : shown) {
            subtracted.computeIfAbsent(row, k -> new ArrayList<>()).add(mute);
            for (int c = 0; c < row.left.length; c++) {
                row.left[c] -= (float) mute.signature().effects()[c];
            }
            if (covered.contains(row.call) && row.atom.zone() >= 0) {
                add(mute, calls.get(row.call), row.atom.startMs(), row.atom.endMs());
            }
        }
        if (!shown.isEmpty()) {
            blames.add(blame(mute, shift, shown, List.copyOf(showing)));
        }
    }

    private static Blame blame(Mute mute, Shift shift, List<Row> rows, List<Integer> calls) {
        float[] effects = new float[Channel.values().length];
        for (int c = 0; c < effects.length; c++) {
            effects[c] = (float) mute.signature().effects()[c];
        }
        Kind kind = switch (mute.signature().scope()) {
            case MOBILE -> Kind.MOBILE;
            case TRAIN -> Kind.TRAIN;
            case SECTION -> Kind.SECTION;
            case CELL, CALL, NETWORK -> Kind.CELL;
        };
        return new Blame(
                kind, mute.signature().entity(), rows, effects, shift.first(), 0, 0, calls, Map.of(), calls, List.of());
    }

    private void add(Mute mute, CallEvidence call, long fromMs, long toMs) {
        where.computeIfAbsent(mute.incidentId(), k -> new TreeMap<>())
                .computeIfAbsent(call.callId(), k -> new ArrayList<>())
                .add(new long[] {fromMs, toMs});
    }

    private void steps(Mute mute) {
        for (CallEvidence call : calls) {
            for (Step s : call.steps()) {
                if (s.happened() && mute.covers(s, minEffect[Channel.LEVEL_DL.ordinal()])) {
                    add(mute, call, s.timeMs() - STEP_REACH_MS, s.timeMs() + STEP_REACH_MS);
                }
            }
            for (Presence p : call.presences()) {
                boolean absent = mute.signature().cause() == Cause.CELL_OUTAGE
                        && p.cell().equals(mute.signature().entity());
                if (absent && p.heardPlaces() == 0 && p.timeMs() <= mute.untilMs()) {
                    add(mute, call, p.timeMs() - STEP_REACH_MS, p.timeMs() + 4 * STEP_REACH_MS);
                }
            }
        }
    }

    /** The muted shifts as if they were blamed: they go on explaining what follows from them. */
    List<Blame> blames() {
        return List.copyOf(blames);
    }

    /** The whole of a shift of which the muted part was subtracted. */
    Blame whole(Blame left) {
        double[] muted = new double[left.effects().length];
        int n = 0;
        for (Row row : left.rows()) {
            if (left.affected().contains(row.call) && row.atom.zone() >= 0) {
                n++;
                subtracted.getOrDefault(row, List.of()).stream()
                        .filter(m -> isOf(m.signature(), left))
                        .forEach(m -> {
                            for (int c = 0; c < muted.length; c++) {
                                muted[c] += m.signature().effects()[c];
                            }
                        });
            }
        }
        float[] effects = left.effects().clone();
        for (int c = 0; c < effects.length && n > 0; c++) {
            effects[c] += (float) (muted[c] / n);
        }
        return new Blame(
                left.kind(),
                left.key(),
                left.rows(),
                effects,
                left.strongest(),
                left.likelihood(),
                left.deviance(),
                left.affected(),
                left.chance(),
                left.observed(),
                left.after());
    }

    private static boolean isOf(Signature signature, Blame blame) {
        return switch (signature.scope()) {
            case CELL -> blame.kind() == Kind.CELL && blame.key().equals(signature.entity());
            case MOBILE -> blame.kind() == Kind.MOBILE;
            case TRAIN -> blame.kind() == Kind.TRAIN || blame.kind() == Kind.MOBILE;
            case SECTION -> blame.kind() == Kind.SECTION || blame.kind() == Kind.CELL;
            case CALL, NETWORK -> false;
        };
    }

    /** The mute of what happens again and again, null when there is none. */
    @Nullable
    Mute of(Repeated r) {
        return mutes.stream()
                .filter(m -> m.signature().cells().equals(StepHypotheses.cells(r.from(), r.to()))
                        && m.signature().cause() == StepHypotheses.cause(r.kind()))
                .max(Comparator.comparingLong(Mute::untilMs).thenComparing(Mute::incidentId))
                .orElse(null);
    }

    /** Whether a muted trouble of the same cause explains all the calls of a draft: it tells the same in other words. */
    boolean explainsCallsOf(Draft draft) {
        return mutes.stream()
                .filter(m -> m.signature().cause() == draft.cause())
                .anyMatch(m ->
                        where.getOrDefault(m.incidentId(), Map.of()).keySet().containsAll(draft.affected()));
    }

    /** Whether a draft says nothing beyond a mute; the mute takes it up then. */
    boolean absorbs(Draft draft) {
        Signature seen = Mute.signature(draft, profile);
        Optional<Mute> mute = like(draft, seen)
                .filter(m -> m.signature().covers(seen, minEffect))
                .findFirst();
        mute.ifPresent(m -> draft.where()
                .forEach((call, spans) -> where.computeIfAbsent(m.incidentId(), k -> new TreeMap<>())
                        .computeIfAbsent(call, k -> new ArrayList<>())
                        .addAll(spans)));
        return mute.isPresent();
    }

    /** The same draft, saying that it is more than what was muted, if there is anything like it. */
    Draft beyond(Draft draft) {
        return like(draft, Mute.signature(draft, profile))
                .findFirst()
                .map(m -> draft.moreThan(m.incidentId()))
                .orElse(draft);
    }

    private Stream<Mute> like(Draft draft, Signature seen) {
        return mutes.stream()
                .filter(m -> draft.startMs() <= m.untilMs() && m.signature().isLike(seen));
    }

    /**
     * Whether an incident can explain a finding of this indicator: one that is muted explains the channels in which it was
     * seen, the quality that follows from a lost level, and the handovers around it; another channel is something else.
     */
    boolean allows(String incidentId, String indicator) {
        Optional<Indicator> of = profile.indicators().stream()
                .filter(i -> i.column().equals(indicator))
                .findFirst();
        return of.isEmpty()
                || mutes.stream()
                        .filter(m -> m.incidentId().equals(incidentId)
                                && m.signature().isShift())
                        .allMatch(m -> m.signature().shows(of.get().channel()));
    }

    /** Whether a call shows something that is muted. */
    boolean touches(CallEvidence call) {
        return where.values().stream().anyMatch(w -> w.containsKey(call.callId()));
    }

    /** By incident and call, the times (from, to in epoch milliseconds) at which a muted trouble shows. */
    Map<String, Map<String, List<long[]>>> where() {
        return where;
    }
}
