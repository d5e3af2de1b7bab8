package org.lineside.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.calls.Channel;

/**
 * Calls that died while their radio was as ever: the fault is elsewhere, and it helps to say so. That must be known, not only
 * not known otherwise: of a call that was hardly seen, or not to its end, nothing is said.
 */
final class Innocence {
    private static final int LEAST_PLACES = 4;
    private static final long LAST_WORD_MS = 30_000;
    private static final double BAD_SHARE = 0.5;

    private final HarmfulEffects harmful;

    Innocence(HarmfulEffects harmful) {
        this.harmful = harmful;
    }

    /**
     * Drafts for the calls that were lost for no reason the radio knows.
     *
     * @param radio what the radio is blamed for
     * @param muting what operators called false alarms
     */
    List<Draft> drafts(List<CallEvidence> calls, List<Draft> radio, Muting muting) {
        return calls.stream()
                .filter(call -> call.lost() && !call.anomalous() && !muting.touches(call))
                .filter(call -> radio.stream().noneMatch(d -> d.affected().contains(call.callId())))
                .filter(this::soundToTheEnd)
                .map(Innocence::draft)
                .toList();
    }

    private boolean soundToTheEnd(CallEvidence call) {
        List<Atom> placed = call.atoms().stream().filter(a -> a.zone() >= 0).toList();
        int places = placed.stream().mapToInt(Atom::places).sum();
        if (places < LEAST_PLACES) {
            return false;
        }
        long end = placed.stream().mapToLong(Atom::endMs).max().orElseThrow();
        return call.endMs() - end <= LAST_WORD_MS
                && placed.stream()
                        .max(Comparator.comparingLong(Atom::endMs))
                        .filter(last -> last.badShare() < BAD_SHARE && !harmed(last))
                        .isPresent();
    }

    private boolean harmed(Atom atom) {
        return harmful.shifts().stream().anyMatch(s -> {
            for (Channel channel : s.channels()) {
                if (!(s.sign() * atom.effect()[channel.ordinal()] >= harmful.min(channel))) {
                    return false;
                }
            }
            return true;
        });
    }

    private static Draft draft(CallEvidence call) {
        return new Draft(
                Scope.CALL,
                call.callId(),
                Cause.RADIO_INNOCENT,
                0.7,
                1,
                call.endMs(),
                call.endMs(),
                call.endMs(),
                List.of(call.callId()),
                Met.NOTHING,
                1,
                0,
                "dB",
                Sentences.innocent(call),
                Map.of(),
                Map.of());
    }
}
