package org.lineside.detection.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Observation;
import org.lineside.detection.Room;

/** The voters, trained: each looks at one call on its own scale. */
final class Voters {
    static final List<String> NAMES = List.of(
            "sub-PCA level",
            "sub-PCA quality",
            "sub-PCA place",
            "level shift",
            "quality shift",
            "discord level",
            "discord quality",
            "discord place");
    private static final int SUBSPACE = 0;
    private static final int LEVEL_SHIFT = 3;
    private static final int QUALITY_SHIFT = 4;
    private static final int DISCORD = 5;

    /** Windows told at most per voter and call; they do not overlap. */
    private static final int MOST_WINDOWS = 2;

    /** Windows are looked at in steps of a tenth and a half of their length: those in between are nearly equal. */
    private static final int SUBSPACE_STRIDE = 2;

    private static final int DISCORD_STRIDE = 10;
    private static final double MARGIN_OF_MIN_EFFECT = 0.5;

    private final Channels channels;
    private final Teller teller;
    private final Subspace subspace;
    private final Discord discord;

    private Voters(Room.Context context, Subspace subspace, Discord discord) {
        this.channels = Channels.of(context.profile());
        this.teller = new Teller(channels, context.decision());
        this.subspace = subspace;
        this.discord = discord;
    }

    /** Trains; empty where too few usual windows are to be learned from. */
    static Optional<Voters> train(Room.Context context, ComparedCalls heldOut) {
        Channels channels = Channels.of(context.profile());
        return Subspace.fit(channels, UsualWindows.draw(channels, heldOut))
                .map(f -> new Voters(context, f.subspace(), Discord.of(channels, f.usual())));
    }

    /** Writes what was learned. */
    void write(DataOutput out) throws IOException {
        subspace.write(out);
        discord.write(out);
    }

    /** Reads what {@link #write} wrote. */
    static Voters read(Room.Context context, DataInput in) throws IOException {
        Channels channels = Channels.of(context.profile());
        return new Voters(context, Subspace.read(channels, in), Discord.read(channels, in));
    }

    /** What they see; the statistic of an observation is the index of its voter in {@link #NAMES}. */
    List<Observation> look(ComparedCall call) {
        Series series = Series.of(channels, call);
        Windows windows = Windows.of(channels, series);
        List<Observation> seen = new ArrayList<>();
        windows(call, series, windows, subspace, SUBSPACE, SUBSPACE_STRIDE, seen);
        windows(call, series, windows, discord, DISCORD, DISCORD_STRIDE, seen);
        shifts(call, series, seen);
        return seen;
    }

    private void windows(
            ComparedCall call,
            Series series,
            Windows windows,
            Voter voter,
            int statistic,
            int stride,
            List<Observation> seen) {
        double[][] scores = scores(windows, voter, stride);
        for (int g = 0; g < Channels.GROUPS.size(); g++) {
            int group = g;
            double[] own = Arrays.stream(scores)
                    .mapToDouble(s -> s.length == 0 ? Double.NaN : s[group])
                    .toArray();
            for (Peak p : peaks(own, stride)) {
                List<Voter.Alarm> alarms = voter.alarms(windows, p.window);
                seen.addAll(teller.tell(call, series, statistic + g, p.score, alarms, g));
            }
        }
    }

    private static double[][] scores(Windows windows, Voter voter, int stride) {
        double[][] scores = new double[(windows.count() + stride - 1) / stride][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = voter.scores(windows, i * stride);
        }
        return scores;
    }

    private void shifts(ComparedCall call, Series series, List<Observation> seen) {
        for (int c = 0; c < channels.size(); c++) {
            if (channels.isLevel(c) || channels.isOneSided(c)) {
                int channel = c;
                double margin = MARGIN_OF_MIN_EFFECT * teller.minEffect(call, c) / series.usualSpread(c);
                LevelShift.find(series.standard()[c], channels.isOneSided(c), margin)
                        .ifPresent(f -> seen.addAll(teller.tell(
                                call,
                                series,
                                channels.isLevel(channel) ? LEVEL_SHIFT : QUALITY_SHIFT,
                                f.score(),
                                List.of(new Voter.Alarm(channel, f.from(), f.to(), 1)),
                                channels.group(channel))));
            }
        }
    }

    private record Peak(int window, double score) {}

    /** The highest scores of windows that do not overlap, highest first. */
    private static List<Peak> peaks(double[] scores, int stride) {
        List<Peak> peaks = new ArrayList<>();
        while (peaks.size() < MOST_WINDOWS) {
            int best = -1;
            for (int i = 0; i < scores.length; i++) {
                best = scores[i] > (best < 0 ? Double.NEGATIVE_INFINITY : scores[best]) ? i : best;
            }
            if (best < 0) {
                break;
            }
            peaks.add(new Peak(best * stride, scores[best]));
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.abs(i - best) * stride < Windows.LENGTH ? Double.NaN : scores[i];
            }
        }
        return peaks;
    }
}
