package org.lineside.attribution;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.Channel;
import org.lineside.calls.HandoverCause;

/**
 * What changed handovers mean beside the faults already found. What those make of handovers is no second fault: bad quality
 * or a weak level at one of the cells, a cell off the air, handovers that fail or play. Of what is left, handovers for
 * quality tell of interference, for level of a handover too late, and a cell that is heard louder than the one entered
 * and not handed over to any more of a neighbour that is missing.
 */
final class MixExplanations {
    /** Share of what an entity shows that must lie at one place to be the place's. */
    private static final double HERE_SHARE = 0.6;
    /** Calls of other mobiles that must be rescued as well. */
    private static final int MIN_OTHERS = 2;

    private final List<CallEvidence> calls;
    private final List<Settled> settled;
    private final List<Repeated> repeated;
    private final List<Changed> changed;

    MixExplanations(List<CallEvidence> calls, List<Settled> settled, List<Repeated> repeated, List<Changed> changed) {
        this.calls = calls;
        this.settled = settled;
        this.repeated = repeated;
        this.changed = changed;
    }

    /** What changed handovers tell by themselves, null where nothing: whom they are for is not known. */
    @Nullable
    Cause cause(Changed c) {
        if (!c.causes()) {
            return passedOver(c) ? Cause.LATE_HANDOVER : null;
        }
        return switch (HandoverCause.valueOf(c.risen())) {
            case DOWNLINK_QUALITY -> Cause.DOWNLINK_INTERFERENCE;
            case UPLINK_QUALITY -> Cause.UPLINK_INTERFERENCE;
            case LEVEL -> Cause.LATE_HANDOVER;
            case BETTER_CELL, DISTANCE, OTHER -> null;
        };
    }

    /**
     * Whether most calls that left otherwise heard the target that lost so much louder than the one they were given. Where
     * others have become as loud, in another season say, it is no fault that calls go there.
     */
    private boolean passedOver(Changed c) {
        long louder =
                c.affected().stream().filter(k -> passedOver(calls.get(k), c)).count();
        return 2 * louder > c.affected().size();
    }

    private static boolean passedOver(CallEvidence call, Changed c) {
        for (CallEvidence.Departure d : call.departures().values()) {
            if (d.from().equals(c.from()) && d.towards().equals(c.towards())) {
                return d.passedOver() == null
                        ? call.presences().stream().anyMatch(p -> p.cell().equals(c.fallen()) && p.heardPlaces() > 0)
                        : d.passedOver().contains(c.fallen());
            }
        }
        return false;
    }

    /** Thrown to and fro by bad quality, calls leave both cells for it: one interferer. */
    boolean together(Changed a, Changed b) {
        boolean quality = interference(a) && cause(a) == cause(b);
        return quality && (of(a, b.from()) || of(b, a.from())) && overlap(a, b.startMs(), b.endMs());
    }

    /** Whether both are of one cell and direction, at one time. */
    static boolean sameCourse(Changed a, Changed b) {
        return a.from().equals(b.from()) && a.towards().equals(b.towards()) && overlap(a, b.startMs(), b.endMs());
    }

    /** Whether a fault already found explains them. */
    boolean explained(Changed c) {
        if (repeated.stream().anyMatch(r -> explains(r, c)) || thrownAbout(c)) {
            return true;
        }
        return settled.stream().anyMatch(s -> !outweigh(s.blame()) && explains(s.blame(), c));
    }

    /** Calls that bad quality throws about leave the cells around by other ways. */
    private boolean thrownAbout(Changed c) {
        Set<Integer> rescued = new HashSet<>();
        for (Changed o : changed) {
            boolean near = of(c, o.from()) || of(c, o.towards()) || of(o, c.fallen());
            if (near && overlap(o, c.startMs(), c.endMs()) && interference(o)) {
                rescued.addAll(o.affected());
            }
        }
        long thrown = c.affected().stream().filter(rescued::contains).count();
        return !c.causes() && 2 * thrown >= c.affected().size();
    }

    /** Bad quality is not explained by what handovers do; other targets are, where they fail, or come late anyway. */
    private static boolean explains(Repeated r, Changed c) {
        boolean touches = r.from().equals(c.from())
                || r.to().equals(c.from())
                || r.from().equals(c.fallen())
                || r.to().equals(c.towards());
        boolean quality = c.causes() && HandoverCause.valueOf(c.risen()).isQuality();
        boolean steps = r.kind() == CallEvidence.Kind.LATE || r.kind() == CallEvidence.Kind.FAILURE;
        boolean playing = r.kind() == CallEvidence.Kind.PING_PONG && of(c, r.from()) && of(c, r.to());
        boolean can = r.kind() == null || r.kind() == CallEvidence.Kind.CLOCK || ((steps || playing) && !quality);
        return can && touches && overlap(c, r.startMs(), r.endMs());
    }

    private boolean explains(Blame blame, Changed c) {
        if (blame.kind() == Kind.MOBILE || blame.kind() == Kind.TRAIN) {
            return blame.affected().containsAll(c.affected());
        }
        return blame.rows().stream().anyMatch(row -> {
            String cell = row.atom.cell();
            boolean touches = cell.equals(c.from())
                    || cell.equals(c.fallen())
                    || cell.equals(c.towards())
                    || cell.equals(c.risen());
            return touches && overlap(c, row.atom.startMs(), row.atom.endMs());
        });
    }

    /**
     * Whether changed causes explain what a train, a mobile or a model of mobiles is blamed for: bad quality where others
     * are handed over for quality as well. After a handover the reports say nothing for a while, so that of a call that is
     * rescued again and again few are left to be weighed.
     */
    boolean outweigh(Blame blame) {
        return changed.stream().anyMatch(c -> c.causes() && outweighs(c, blame));
    }

    private boolean outweighs(Changed c, Blame blame) {
        return !blame.isLevel()
                && cause(c) == interference(blame)
                && switch (blame.kind()) {
                    case CELL, SECTION -> false;
                    case MODEL_AT_CELL -> othersAreRescued(c, blame);
                    case MOBILE, TRAIN ->
                        c.affected().size() >= 2 * blame.affected().size()
                                && c.affected().containsAll(blame.affected())
                                && showsThere(c, blame);
                };
    }

    /** Interference of the link whose quality is bad: what goes wrong in the other one explains nothing of it. */
    private static Cause interference(Blame blame) {
        return blame.strongest() == Channel.QUALITY_UL ? Cause.UPLINK_INTERFERENCE : Cause.DOWNLINK_INTERFERENCE;
    }

    /** A quarrel of one model with a cell is none when mobiles of others are rescued from there at the same time. */
    private boolean othersAreRescued(Changed c, Blame blame) {
        int bar = blame.key().indexOf('|');
        String model = blame.key().substring(0, bar);
        boolean touches = of(c, blame.key().substring(bar + 1))
                && blame.affected().stream()
                        .anyMatch(k ->
                                overlap(c, calls.get(k).startMs(), calls.get(k).endMs()));
        long from = blame.startMs(calls);
        long to = blame.endMs(calls);
        long others = c.affected().stream()
                .map(calls::get)
                .filter(k -> k.startMs() <= to && k.endMs() >= from && !model.equals(k.mobileModel()))
                .count();
        return touches && others >= MIN_OTHERS;
    }

    /** Whether most of what an entity shows lies in the cells that calls were rescued from or to. */
    private static boolean showsThere(Changed c, Blame blame) {
        int channel = blame.strongest().ordinal();
        int here = 0;
        int all = 0;
        for (Hypotheses.Row row : blame.rows()) {
            boolean shows = blame.affected().contains(row.call)
                    && row.atom.zone() >= 0
                    && row.atom.effect()[channel] * Math.signum(blame.effects()[channel])
                            >= Math.abs(blame.effects()[channel]) / 2;
            all += shows ? 1 : 0;
            here += shows && of(c, row.atom.cell()) ? 1 : 0;
        }
        return here >= HERE_SHARE * all;
    }

    private static boolean of(Changed c, String cell) {
        return cell.equals(c.from()) || cell.equals(c.towards()) || cell.equals(c.risen());
    }

    private boolean interference(Changed c) {
        Cause cause = c.causes() ? cause(c) : null;
        return cause == Cause.DOWNLINK_INTERFERENCE || cause == Cause.UPLINK_INTERFERENCE;
    }

    private static boolean overlap(Changed c, long startMs, long endMs) {
        return startMs <= c.endMs() + MixDrafts.REACH_MS && c.startMs() - MixDrafts.REACH_MS <= endMs;
    }
}
