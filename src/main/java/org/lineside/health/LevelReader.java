package org.lineside.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.health.CallHealth.Levels;
import org.lineside.health.CallHealth.Track;

/** Collects the received levels of a call by place. */
final class LevelReader {
    /** EIRENE SRS 3.2.2: ETCS levels 2 and 3 up to 220 km/h. Where a cells file names the class of a cell, that counts. */
    private static final double EIRENE_CLASS_DBM = -95;

    private final CallTrace trace;
    private final double[] classOfCell;
    private final List<Track> tracks = new ArrayList<>();
    private final int[] track;
    private final int[] position;
    private final int[] levelDbm;
    private final int[] reports;
    private final int[] below;
    private final double[] classDbm;
    private int size;

    LevelReader(CallTrace trace, Map<String, CellInfo> cells) {
        this.trace = trace;
        double otherwise = trace.profile().equals("gsm-r") ? EIRENE_CLASS_DBM : Double.NaN;
        classOfCell = trace.cells().stream()
                .mapToDouble(name -> {
                    CellInfo cell = cells.get(name);
                    return cell == null || Double.isNaN(cell.coverageClassDbm()) ? otherwise : cell.coverageClassDbm();
                })
                .toArray();
        int n = trace.has(Channel.LEVEL_DL) ? trace.size() : 0;
        track = new int[n];
        position = new int[n];
        levelDbm = new int[n];
        reports = new int[n];
        below = new int[n];
        classDbm = new double[n];
    }

    /** Adds a sample; what lies nowhere, was not heard, or mixes two cells is left out. */
    void add(int i, ReferencePlaces.@Nullable Place place) {
        if (place == null || track.length == 0 || trace.downlinkReports()[i] == 0 || trace.afterHandover()[i] > 0) {
            return;
        }
        float attenuation = trace.bsAttenuationDb()[i];
        double level = trace.channel(Channel.LEVEL_DL)[i] - (Float.isNaN(attenuation) ? 0 : attenuation);
        if (Double.isNaN(level)) {
            return;
        }
        track[size] = index(place.track());
        position[size] = place.position();
        levelDbm[size] = (int) Math.floor(level);
        reports[size] = trace.downlinkReports()[i];
        classDbm[size] = classOfCell[trace.cell()[i]];
        below[size] = level < classDbm[size] ? 1 : 0;
        if (size > 0 && sameAsBefore(size)) {
            reports[size - 1] += reports[size];
        } else {
            size++;
        }
    }

    /** A train that stands adds reports, not rows. */
    private boolean sameAsBefore(int i) {
        return track[i] == track[i - 1]
                && position[i] == position[i - 1]
                && levelDbm[i] == levelDbm[i - 1]
                && below[i] == below[i - 1]
                && Double.compare(classDbm[i], classDbm[i - 1]) == 0;
    }

    private int index(Track wanted) {
        // A call runs over few tracks, and mostly on the one it was on.
        for (int k = tracks.size() - 1; k >= 0; k--) {
            if (tracks.get(k).equals(wanted)) {
                return k;
            }
        }
        tracks.add(wanted);
        return tracks.size() - 1;
    }

    Levels levels() {
        return new Levels(
                List.copyOf(tracks),
                Arrays.copyOf(track, size),
                Arrays.copyOf(position, size),
                Arrays.copyOf(levelDbm, size),
                Arrays.copyOf(reports, size),
                Arrays.copyOf(below, size),
                Arrays.copyOf(classDbm, size));
    }
}
