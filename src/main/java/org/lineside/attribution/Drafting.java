package org.lineside.attribution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;

/**
 * Turns settled hypotheses into drafts of incidents: what one of them explains is told by that one alone, and what
 * operators called a false alarm by none.
 */
final class Drafting {
    private final Attribution.Input input;
    private final List<CallEvidence> calls;
    private final Muting muting;
    private final Priors priors;
    private final HarmfulEffects harmful;
    private final Set<String> lines = new LinkedHashSet<>();

    /**
     * @param input the calls and what they are weighed by
     * @param calls its calls by time, without those an operator called sound
     * @param muting what operators called false alarms
     * @param priors what they confirmed
     */
    Drafting(Attribution.Input input, List<CallEvidence> calls, Muting muting, Priors priors) {
        this.input = input;
        this.calls = calls;
        this.muting = muting;
        this.priors = priors;
        this.harmful = HarmfulEffects.of(input.profile(), input.settings().decision());
        input.cells().values().stream()
                .map(CellInfo::line)
                .filter(Objects::nonNull)
                .forEach(lines::add);
    }

    /** The drafts: of shifts, of what happens or does not, of changed handovers, of gaps, and of calls lost for no reason. */
    List<Draft> drafts() {
        List<Settled> settled = new Hypotheses(calls, input.scales(), harmful, muting, priors).settle();
        List<Repeated> repeated = StepHypotheses.settle(calls, input.scales(), priors);
        List<Changed> changed = MixHypotheses.settle(calls, input.scales().mixes());
        StepExplanations steps = new StepExplanations(calls, muting.blames(), settled, repeated);
        MixExplanations mixes = new MixExplanations(calls, settled, repeated, changed);
        HandoverSupport support = new HandoverSupport(calls, input.scales().mixes(), changed);
        // A mute takes up what it absorbs, and what it took up counts further down: the order matters.
        List<Draft> drafts = new ArrayList<>(unmuted(new ShiftDrafts(input, calls, lines, priors, support)
                .drafts(settled.stream()
                        .filter(s -> !steps.followsOutage(s.blame()) && !mixes.outweigh(s.blame()))
                        .toList())));
        drafts.addAll(new StepDrafts(calls, priors).drafts(unexplained(repeated, steps)));
        drafts.addAll(unmuted(new MixDrafts(calls, lines, changed, mixes).drafts()).stream()
                .filter(d -> !muting.explainsCallsOf(d))
                .toList());
        drafts.addAll(unmuted(SimultaneousGaps.drafts(calls)));
        drafts.replaceAll(muting::beyond);
        drafts.addAll(unmuted(new Innocence(harmful).drafts(calls, drafts, muting)));
        return drafts;
    }

    private List<Draft> unmuted(List<Draft> drafts) {
        return drafts.stream().filter(d -> !muting.absorbs(d)).toList();
    }

    private List<Repeated> unexplained(List<Repeated> repeated, StepExplanations explanations) {
        return repeated.stream()
                .filter(r -> !explanations.explained(r))
                .flatMap(r -> beyond(r).stream())
                .toList();
    }

    /** What is left of something when what is muted of it counts as usual. */
    private Optional<Repeated> beyond(Repeated r) {
        Mute mute = muting.of(r);
        return mute == null
                ? Optional.of(r)
                : StepHypotheses.beyond(mute, r, calls, input.scales(), harmful.min(Channel.LEVEL_DL));
    }
}
