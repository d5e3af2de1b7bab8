package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import tools.jackson.databind.JsonNode;

/**
 * By what a trouble is known again: where it is, what it is taken for, and how much it shifts which channel.
 *
 * @param scope kind of the entity
 * @param entity the entity
 * @param cause what was found to be wrong
 * @param effects mean shift per channel, 0 where it isn't affected; all 0 for what happens or doesn't
 * @param size for what happens: its size in the unit of the incident
 * @param unit that unit
 * @param cells for what happens: the cell, or the two cells, where it does
 * @param mobileModel the mobile model concerned, empty unless it is one at a cell
 */
record Signature(
        Scope scope,
        String entity,
        Cause cause,
        double[] effects,
        double size,
        String unit,
        List<String> cells,
        String mobileModel) {

    /** That of an incident, from the facts that are kept with it. */
    static Signature of(
            Scope scope, String entity, Cause cause, double size, String unit, JsonNode facts, Profile profile) {
        double[] effects = new double[Channel.values().length];
        for (Indicator i : profile.indicators()) {
            effects[i.channel().ordinal()] =
                    facts.path("effects").path(i.column()).asDouble(0);
        }
        List<String> cells = new ArrayList<>();
        facts.path("cells").forEach(c -> cells.add(c.asString("")));
        return new Signature(
                scope,
                entity,
                cause,
                effects,
                size,
                unit,
                List.copyOf(cells),
                facts.path("mobile_model").asString(""));
    }

    /** Whether it shifts levels, qualities or timing. */
    boolean isShift() {
        return mainShift() != null;
    }

    /** The shape of its largest part, null for what happens or doesn't. */
    @Nullable
    Shift mainShift() {
        boolean downlink = effects[Channel.LEVEL_DL.ordinal()] < 0;
        boolean uplink = effects[Channel.LEVEL_UL.ordinal()] < 0;
        if (downlink && uplink) {
            return new Shift(List.of(Channel.LEVEL_DL, Channel.LEVEL_UL), -1);
        }
        for (Channel c : Channel.values()) {
            if (effects[c.ordinal()] != 0) {
                return new Shift(List.of(c), effects[c.ordinal()] < 0 ? -1 : 1);
            }
        }
        return null;
    }

    /** How much it shifts the channels of its largest part, positive in its own direction. */
    double mainSize(Shift shift) {
        return shift.channels().stream()
                .mapToDouble(c -> shift.sign() * effects[c.ordinal()])
                .average()
                .orElse(0);
    }

    /** Whether it shifts a channel, or loses the level that a quality depends on. */
    boolean shows(Channel channel) {
        boolean level = effects[Channel.LEVEL_DL.ordinal()] != 0 || effects[Channel.LEVEL_UL.ordinal()] != 0;
        return effects[channel.ordinal()] != 0 || (level && channel.isQuality());
    }

    /** Whether another one is of the same cause at the same place, whatever its size. */
    boolean isLike(Signature other) {
        boolean sameEntity = entity.equals(other.entity)
                || (scope == Scope.SECTION
                        && other.scope == Scope.SECTION
                        && Section.of(entity).isSame(Section.of(other.entity)));
        return scope == other.scope && cause == other.cause && sameEntity && cells.equals(other.cells);
    }

    /**
     * Whether another one that {@link #isLike} this says nothing new: in no channel is it more by the smallest effect that
     * counts, channels that this one leaves alone included.
     *
     * @param minEffect per channel
     */
    boolean covers(Signature other, double[] minEffect) {
        for (Channel c : Channel.values()) {
            if (isMore(other.effects[c.ordinal()], effects[c.ordinal()], minEffect[c.ordinal()])) {
                return false;
            }
        }
        boolean decibels = unit.equals("dB") && !isShift();
        return !decibels || !isMore(other.size, size, minEffect[Channel.LEVEL_DL.ordinal()]);
    }

    private static boolean isMore(double effect, double than, double minEffect) {
        double sign = Math.signum(effect);
        return sign != 0 && sign * effect - Math.max(0, sign * than) >= minEffect;
    }
}
