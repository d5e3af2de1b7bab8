package org.lineside.attribution;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;

/**
 * Which shifts of which channels mean harm, and from which size on they count.
 *
 * @param profile the radio technology
 * @param min smallest effect that counts, per {@link Channel}, in its unit; the largest number where the profile has no
 *     such channel
 * @param shifts the shapes a fault may have
 */
public record HarmfulEffects(Profile profile, double[] min, List<Shift> shifts) {
    /** What harms under a profile. */
    public static HarmfulEffects of(Profile profile, Settings.Decision decision) {
        boolean[] higherIsBetter = new boolean[Channel.values().length];
        for (Indicator i : profile.indicators()) {
            higherIsBetter[i.channel().ordinal()] = i.higherIsBetter();
        }
        return of(
                profile,
                c -> profile.indicator(c)
                        .map(i -> MinEffects.of(decision.minEffect(), i))
                        .orElse(Double.MAX_VALUE),
                higherIsBetter);
    }

    static HarmfulEffects of(Profile profile, ToDoubleFunction<Channel> min, boolean[] higherIsBetter) {
        Channel[] channels = Channel.values();
        double[] perChannel = new double[channels.length];
        for (Channel channel : channels) {
            perChannel[channel.ordinal()] = min.applyAsDouble(channel);
        }
        return new HarmfulEffects(profile, perChannel, Shift.harmful(higherIsBetter));
    }

    double min(Channel channel) {
        return min[channel.ordinal()];
    }
}
