package org.lineside.attribution;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.HandoverCause;
import org.lineside.comparison.NetworkShift;

/**
 * What one call says of the entities it met, small enough to be kept: incidents are weighed over many calls and runs.
 *
 * @param callId the call
 * @param mobileId its mobile
 * @param mobileModel null when unknown
 * @param trainNumber null when unknown
 * @param startMs epoch milliseconds
 * @param endMs epoch milliseconds
 * @param anomalous whether it was judged anomalous
 * @param lost whether it was released abnormally
 * @param mean its mean residuals before the network's shift was taken out
 * @param atoms what remains of the levels, qualities and timing, by place and cell
 * @param presences whether cells that should have served did
 * @param steps handovers, gaps and failures worth a word
 * @param handovers where it was handed over to along its route, and why
 */
public record CallEvidence(
        String callId,
        String mobileId,
        @Nullable String mobileModel,
        @Nullable String trainNumber,
        long startMs,
        long endMs,
        boolean anomalous,
        boolean lost,
        NetworkShift.CallMean mean,
        List<Atom> atoms,
        List<Presence> presences,
        List<Step> steps,
        List<Handover> handovers) {
    /** Evidence without a word on handovers. */
    public CallEvidence(
            String callId,
            String mobileId,
            @Nullable String mobileModel,
            @Nullable String trainNumber,
            long startMs,
            long endMs,
            boolean anomalous,
            boolean lost,
            NetworkShift.CallMean mean,
            List<Atom> atoms,
            List<Presence> presences,
            List<Step> steps) {
        this(
                callId,
                mobileId,
                mobileModel,
                trainNumber,
                startMs,
                endMs,
                anomalous,
                lost,
                mean,
                atoms,
                presences,
                steps,
                List.of());
    }

    /**
     * A stretch of at most {@link EvidenceExtractor#ZONE_KM} in one cell, or, with zone −1, all that the call heard of a
     * cell as a neighbour.
     *
     * @param cell the cell
     * @param line railway line, or the route's name where kilometres are unknown
     * @param zone number of the stretch along the line, −1 for neighbour reports
     * @param direction 1 kilometres rise, −1 they fall
     * @param startMs epoch milliseconds
     * @param endMs epoch milliseconds
     * @param kmFrom kilometre at its start, NaN when unknown
     * @param kmTo kilometre at its end, NaN when unknown
     * @param places places passed in it
     * @param effect mean residual per {@code Channel}, NaN where nothing is known
     * @param levelDbm mean received downlink level, power control included
     * @param badShare share 0..1 of reports with RXQUAL_DL ≥ 5
     * @param repeater whether a repeater or a radiating cable usually serves there
     */
    public record Atom(
            String cell,
            String line,
            int zone,
            int direction,
            long startMs,
            long endMs,
            double kmFrom,
            double kmTo,
            int places,
            float[] effect,
            float levelDbm,
            float badShare,
            boolean repeater) {}

    /**
     * A cell that serves nearly every pass where this call went, or is reported by it as a strong neighbour.
     *
     * @param cell the cell
     * @param timeMs epoch milliseconds at the first such place
     * @param expectedPlaces places where it was to serve, or to be reported
     * @param servedPlaces places of those where it did
     * @param heardPlaces places of those where it served or was reported as a neighbour
     */
    public record Presence(String cell, long timeMs, int expectedPlaces, int servedPlaces, int heardPlaces) {}

    /**
     * Something that happened between two cells, or did not.
     *
     * @param kind what
     * @param timeMs epoch milliseconds
     * @param from the cell left
     * @param to the cell entered; the same as {@code from} for a gap
     * @param size how much of it: dB for late handovers, seconds for gaps, returns for ping-pong, else 1
     * @param happened whether it did: the passes where it could have and did not count as well
     */
    public record Step(Kind kind, long timeMs, String from, String to, double size, boolean happened) {
        /** The key of its kind and pair of cells. */
        String pair() {
            return kind + "\t" + from + "\t" + to;
        }
    }

    /**
     * A handover along a route, or one commanded that failed.
     *
     * @param timeMs epoch milliseconds
     * @param from the cell left
     * @param towards the cell that usually serves next on that route: tells the direction
     * @param to the cell entered, or the one that was to be
     * @param cause why, null where no events file says it
     * @param failed whether it failed
     * @param passedOver cells reported so much louder than the one entered that the call should have gone there, sorted; null
     *     where that was not kept
     */
    public record Handover(
            long timeMs,
            String from,
            String towards,
            String to,
            @Nullable HandoverCause cause,
            boolean failed,
            @Nullable List<String> passedOver) {
        /** The key of its cell and direction. */
        String course() {
            return from + "\t" + towards;
        }
    }

    /** Kinds of {@link Step}. */
    public enum Kind {
        /** A handover that came late: the server far below what the next cell gave. */
        LATE,
        /** Back to the cell left less than 10 s before. */
        PING_PONG,
        /** A handover commanded that failed. */
        FAILURE,
        /** A handover never seen before that leads onto another route. */
        ROUTE_CHANGE,
        /** No reports for a time within a cell, or between two. */
        GAP,
        /** Reports of two cells in each other's time. */
        CLOCK
    }

    /**
     * How a call left a cell in one direction, however often it did: for the first target, and for the gravest cause.
     *
     * @param timeMs epoch milliseconds of the first handover
     * @param from the cell left
     * @param towards the cell that usually serves next
     * @param target the cell entered first, null where every handover failed
     * @param cause the gravest cause of a command, null where none is known
     * @param passedOver cells reported so much louder than the one entered first, null where that was not kept
     */
    public record Departure(
            long timeMs,
            String from,
            String towards,
            @Nullable String target,
            @Nullable HandoverCause cause,
            @Nullable List<String> passedOver) {
        private Departure and(Departure later) {
            boolean graver =
                    cause == null || (!cause.isEmergency() && later.cause != null && later.cause.isEmergency());
            Departure first = target == null ? later : this;
            return new Departure(timeMs, from, towards, first.target, graver ? later.cause : cause, first.passedOver);
        }
    }

    /** What it rode in: the train, or the mobile where that is not known. */
    String train() {
        return trainNumber == null ? mobileId : "train " + trainNumber;
    }

    /** The call's departures by {@link Handover#course}. */
    Map<String, Departure> departures() {
        Map<String, Departure> departures = new TreeMap<>();
        for (Handover h : handovers) {
            departures.merge(
                    h.course(),
                    new Departure(
                            h.timeMs(), h.from(), h.towards(), h.failed() ? null : h.to(), h.cause(), h.passedOver()),
                    Departure::and);
        }
        return departures;
    }

    /** The steps as trials: of each kind and pair of cells one, that happened if any did, however often a call went there. */
    Map<String, Step> trials() {
        Map<String, Step> trials = new TreeMap<>();
        for (Step step : steps) {
            trials.merge(step.pair(), step, (a, b) -> a.happened() ? a : b);
        }
        return trials;
    }
}
