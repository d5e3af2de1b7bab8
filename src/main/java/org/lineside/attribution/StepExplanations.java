package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.Channel;

/**
 * What explains what happens or does not, and what an outage explains. A cell that is gone, or weak, makes its neighbours
 * serve longer; a handover that fails is late; a weak cell is left and entered again; one whose uplink is disturbed is
 * entered late. Other quality trouble explains none of these. A fault explains what happened in its time; what is left has to
 * be most of it to stand by itself.
 */
final class StepExplanations {
    /** Share of passes beyond which going back and forth is worth a word. */
    private static final double FREQUENT = 0.3;

    /** The same of handovers that come late: a neighbour that is missing, or a margin that is wrong, is so for all. */
    private static final double MOSTLY = 0.5;

    private final List<CallEvidence> calls;
    private final List<Blame> blames;
    private final List<Repeated> repeated;

    /**
     * @param calls the calls by time
     * @param muted the shifts that are muted: they go on explaining
     * @param settled the shifts that hold
     * @param repeated what happens again and again, or does not
     */
    StepExplanations(List<CallEvidence> calls, List<Blame> muted, List<Settled> settled, List<Repeated> repeated) {
        this.calls = calls;
        this.blames = new ArrayList<>(muted);
        settled.forEach(s -> blames.add(s.blame()));
        this.repeated = repeated;
    }

    /** Whether something follows from another fault, or is too rare to count. */
    boolean explained(Repeated r) {
        if (r.kind() != CallEvidence.Kind.LATE && r.kind() != CallEvidence.Kind.PING_PONG) {
            return false;
        }
        double worth = r.kind() == CallEvidence.Kind.LATE ? MOSTLY : FREQUENT;
        if (r.affected().size() <= worth * r.observed().size()) {
            return true;
        }
        long left = r.affected().stream().filter(call -> !explained(call, r)).count();
        return left < StepHypotheses.MIN_HAPPENED || 2 * left < r.affected().size();
    }

    /** Whether another fault went on in the time of a call, which would be why it happened there. */
    private boolean explained(int call, Repeated r) {
        return repeated.stream().anyMatch(other -> explains(other, r) && meets(call, other.startMs(), other.endMs()))
                || blames.stream().anyMatch(blame -> explains(blame, r, call));
    }

    private boolean meets(int call, long startMs, long endMs) {
        return calls.get(call).startMs() <= endMs && calls.get(call).endMs() >= startMs;
    }

    private static boolean explains(Repeated other, Repeated r) {
        boolean absent = other.kind() == null
                && (other.from().equals(r.to()) || other.from().equals(r.from()));
        // Whichever cell usually serves where the call has got to by then.
        boolean fails =
                other.kind() == CallEvidence.Kind.FAILURE && other.from().equals(r.from());
        boolean clock = other.kind() == CallEvidence.Kind.CLOCK && other.from().equals(r.from());
        return absent || fails || clock;
    }

    private boolean explains(Blame blame, Repeated r, int call) {
        boolean travels = blame.kind() == Kind.MOBILE || blame.kind() == Kind.TRAIN;
        if (travels) {
            return blame.affected().contains(call);
        }
        boolean place = blame.kind() == Kind.CELL || blame.kind() == Kind.SECTION;
        boolean touches = place
                && blame.isLevel()
                && blame.rows().stream()
                        .anyMatch(row -> row.atom.cell().equals(r.from())
                                || row.atom.cell().equals(r.to()));
        boolean spurned = r.kind() == CallEvidence.Kind.LATE
                && blame.kind() == Kind.CELL
                && blame.key().equals(r.to())
                && blame.effects()[Channel.QUALITY_UL.ordinal()] != 0;
        return (touches || spurned) && meets(call, blame.startMs(calls), blame.endMs(calls));
    }

    /** Where a cell is gone, the others serve further out than they ever did, at levels that nobody knows there. */
    boolean followsOutage(Blame blame) {
        boolean place = blame.kind() != Kind.MOBILE && blame.kind() != Kind.TRAIN;
        return place
                && blame.isLevel()
                && repeated.stream()
                        .filter(r -> r.kind() == null && r.affected().containsAll(blame.affected()))
                        .anyMatch(r -> blame.showing().stream()
                                .allMatch(row -> StepDrafts.spans(calls.get(row.call), r, StepDrafts.REACH_MS).stream()
                                        .anyMatch(s -> row.atom.startMs() <= s[1] && row.atom.endMs() >= s[0])));
    }
}
