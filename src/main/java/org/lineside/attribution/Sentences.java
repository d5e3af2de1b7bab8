package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;

/** One sentence an engineer believes: what, by how much, in how many calls, and what speaks for the cause. */
final class Sentences {
    private Sentences() {}

    static String of(
            Scope scope,
            String entity,
            Cause cause,
            Blame blame,
            int affected,
            int observed,
            int mobiles,
            Profile profile,
            String handovers) {
        List<String> effects = new ArrayList<>();
        for (Indicator i : profile.indicators()) {
            float effect = blame.effects()[i.channel().ordinal()];
            if (effect != 0) {
                effects.add(effect(i, effect));
            }
        }
        return String.format(
                Locale.ROOT,
                "%s %s: %s, in %d of %d calls; %s%s.",
                title(scope),
                Section.spoken(entity),
                String.join(", ", effects),
                affected,
                observed,
                reason(cause, scope, mobiles, blame),
                handovers);
    }

    static String effect(Indicator i, float effect) {
        String size = String.format(Locale.ROOT, "%.1f", Math.abs(effect));
        return switch (i.channel()) {
            case LEVEL_DL -> "downlink " + size + " dB " + (effect < 0 ? "below" : "above") + " its reference";
            case LEVEL_UL -> "uplink " + size + " dB " + (effect < 0 ? "below" : "above") + " its reference";
            case QUALITY_DL, QUALITY_UL, SINR_DL ->
                (i.channel() == Channel.QUALITY_UL ? "uplink" : "downlink") + " quality " + size + " " + i.unit()
                        + ((effect > 0) == i.higherIsBetter() ? " better" : " worse") + " than at that level usual";
            case TIMING_ADVANCE -> "timing advance " + size + " symbols too " + (effect > 0 ? "large" : "small");
        };
    }

    static String title(Scope scope) {
        String word = scope.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String reason(Cause cause, Scope scope, int mobiles, Blame blame) {
        String met = mobiles + (mobiles == 1 ? " mobile" : " mobiles");
        return switch (cause) {
            case MOBILE_ANTENNA -> "both links, in every cell it met, while other mobiles are sound: antenna or feeder";
            case MOBILE_UPLINK -> "its uplink alone, in every cell it met: transmitter";
            case MOBILE_DOWNLINK -> "its downlink alone, in every cell it met: receiver";
            case CELL_POWER_DROP ->
                blame.effects()[Channel.LEVEL_UL.ordinal()] != 0
                        ? (blame.effects()[Channel.LEVEL_DL.ordinal()] != 0
                                ? met + " alike, both links: feeder, connector or antenna"
                                : met + " alike, uplink alone: receiver of the cell")
                        : met + " alike, downlink alone: transmitter of the cell";
            case UPLINK_INTERFERENCE -> met + " alike, levels as ever: interference at the mast";
            case DOWNLINK_INTERFERENCE ->
                scope == Scope.TRAIN
                        ? "wherever it went, levels as ever: an interferer rides along"
                        : met + " alike, levels as ever: an interferer near the track";
            case COVERAGE_HOLE -> met + " alike, in every cell heard there: an obstacle";
            case REPEATER_FAULT -> met + " alike, in every cell heard there, " + repeater(blame);
            case TIMING -> met + " alike: clock of the cell";
            case TERMINAL_MODEL ->
                "mobiles of one model alone ("
                        + blame.key().substring(0, blame.key().indexOf('|')) + "), others are sound there";
            default -> met + " concerned";
        };
    }

    /** What of the signature of a failed repeater is there; see {@link Signatures}. */
    private static String repeater(Blame blame) {
        if (blame.underRepeater()) {
            return "where a repeater serves: it failed";
        }
        return blame.effects()[Channel.TIMING_ADVANCE.ordinal()] < 0
                ? "without the detour of a repeater's signal: it failed"
                : "too much for an obstacle: a repeater failed";
    }

    static String of(Cause cause, Repeated r) {
        String of = r.affected().size() + " of " + r.observed().size() + " calls";
        return switch (cause) {
            case CELL_OUTAGE ->
                "Cell " + r.from() + ": neither served nor heard as a neighbour by " + of
                        + " that passed where it always served: it is off the air.";
            case LATE_HANDOVER ->
                String.format(
                        Locale.ROOT,
                        "Handover %s>%s: too late in %s, up to %.0f dB below what %s gives there: a missing neighbour?",
                        r.from(),
                        r.to(),
                        of,
                        r.size(),
                        r.to());
            case PING_PONG ->
                "Handover " + r.from() + ">" + r.to() + ": back within 10 s in " + of
                        + ", far more often than ever before: levels or margins changed.";
            case HANDOVER_FAILURE ->
                "Handover " + r.from() + ">" + r.to() + ": failed in " + of + "; the cells on both sides are sound.";
            case ROUTE_CHANGE ->
                "Calls go from " + r.from() + " to " + r.to() + ", never seen before, in " + of
                        + "; the signal is sound: trains run another way.";
            default ->
                "Reports of " + r.from() + " and " + r.to() + " stand in each other's time in " + of
                        + ": the clock of a probe stepped; the radio is not concerned.";
        };
    }

    static String gap(int calls, double seconds) {
        return String.format(
                Locale.ROOT,
                "No reports for %.0f s in %d calls at once: a probe lost its link; the radio is not concerned.",
                seconds,
                calls);
    }

    static String innocent(CallEvidence call) {
        return "Call " + call.callId() + " of mobile " + call.mobileId()
                + " was lost while levels, qualities and handovers were as ever: look beyond the radio.";
    }
}
