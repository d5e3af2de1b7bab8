package org.lineside.detection.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.Observation;
import org.lineside.detection.Stretch;
import org.lineside.detection.Window;

/** Turns what a voter found into observations: where the deviation begins and ends, and how large it is. */
final class Teller {
    /** Channels that contribute less are not told, but for the one that contributes most. */
    private static final double LEAST_SHARE = 0.25;

    private static final double SHOWN_SHARE = 0.05;

    private final Channels channels;
    private final Settings.Decision decision;

    Teller(Channels channels, Settings.Decision decision) {
        this.channels = channels;
        this.decision = decision;
    }

    double minEffect(ComparedCall call, int channel) {
        return channels.minEffect(channel, decision.minEffect(), call.provisional());
    }

    /**
     * The observations of one window.
     *
     * @param alarms what each channel says of it
     * @param group the group of channels to tell of
     */
    List<Observation> tell(
            ComparedCall call, Series series, int statistic, double score, List<Voter.Alarm> alarms, int group) {
        List<Voter.Alarm> strongest = alarms.stream()
                .sorted(Comparator.comparingDouble((Voter.Alarm a) -> -a.share())
                        .thenComparingInt(Voter.Alarm::channel))
                .toList();
        String shares = strongest.stream()
                .filter(a -> a.share() >= SHOWN_SHARE)
                .map(a -> channels.name(a.channel()) + " " + Math.round(100 * a.share()) + " %")
                .collect(Collectors.joining(", "));
        List<Observation> told = new ArrayList<>();
        for (Voter.Alarm alarm : strongest) {
            boolean much = told.isEmpty() || alarm.share() >= LEAST_SHARE;
            if (much && channels.group(alarm.channel()) == group) {
                told.add(tell(call, series, statistic, score, alarm, shares));
            }
        }
        return told;
    }

    private Observation tell(
            ComparedCall call, Series series, int statistic, double score, Voter.Alarm alarm, String shares) {
        int channel = alarm.channel();
        double minEffect = minEffect(call, channel);
        double mean = series.meanResidual(channel, alarm.from(), alarm.to());
        Window stretch = Stretch.around(
                new Window(alarm.from(), alarm.to(), mean, score), series.residual()[channel], minEffect);
        int from = series.places().from()[stretch.from()];
        int to = series.places().to()[stretch.to() - 1];
        double expected = Series.meanExpected(channels, call, channel, from, to);
        double seconds = (call.trace().endMs()[to - 1] - call.trace().startMs()[from]) / 1000.0;
        int places = stretch.to() - stretch.from();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("window", (alarm.to() - alarm.from()) + " places");
        facts.put("channels", shares);
        facts.put("direction", channels.direction(channel, stretch.mean()));
        facts.put("places", places);
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        boolean relevant = harms(channel, stretch.mean(), minEffect) && places >= 2 && seconds >= decision.minSeconds();
        return new Observation(
                statistic,
                score,
                channels.name(channel),
                from,
                to,
                expected + stretch.mean(),
                expected,
                channels.unit(channel),
                relevant,
                facts);
    }

    /**
     * A stronger level or a better quality harms no call; neighbours tell that something is unusual, but a call whose own
     * link is sound is not harmed by it.
     */
    private boolean harms(int channel, double effect, double minEffect) {
        if (channels.isNeighbours(channel)) {
            return false;
        }
        double harmful = channels.isLevel(channel)
                ? -effect
                : channels.isOneSided(channel) ? effect * channels.harmfulSign(channel) : Math.abs(effect);
        return harmful >= minEffect;
    }
}
