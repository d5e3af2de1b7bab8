package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.ClockStep;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.detection.Places;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Repeaters;
import org.lineside.references.Route;

/** Draws from a compared call what it says of cells, mobiles and places. */
public final class EvidenceExtractor {
    /** Length of a stretch; holes and interferers reach over 0.2 to 2 km. */
    public static final double ZONE_KM = 0.4;

    private static final int ZONE_POSITIONS = 5;
    /** Lines reach beyond their zero, and where kilometres are read off the masts a station before the first one lies there. */
    private static final int ZONE_OF_KM_0 = 100_000;

    private static final int CHANNELS = Channel.values().length;
    private static final int MIN_NEIGHBOUR_REPORTS = 3;

    private final ReferenceModel model;
    private final Settings settings;
    private final WorksCalendar works;
    private final HandoverEvidence handovers;
    private final StepEvidence steps;
    private final ExpectedNeighbours neighbours;
    private final Repeaters repeaters;
    /** By route: 1 where its kilometres rise, −1 where they fall. */
    private final int[] direction;

    /** An extractor for calls compared with this model; what planned works explain is left out. */
    public EvidenceExtractor(ReferenceModel model, Settings settings, WorksCalendar works) {
        this.model = model;
        this.settings = settings;
        this.works = works;
        this.handovers = new HandoverEvidence(model, works);
        this.steps = new StepEvidence(model, settings.decision(), works, handovers);
        this.neighbours = new ExpectedNeighbours(model);
        this.repeaters = Repeaters.of(model);
        this.direction =
                model.routes().stream().mapToInt(EvidenceExtractor::direction).toArray();
    }

    /**
     * The evidence of one call.
     *
     * @param call the call, without the network's shift
     * @param mean its mean residuals before that was taken out
     * @param anomalous whether it was judged anomalous
     */
    public CallEvidence extract(ComparedCall call, NetworkShift.CallMean mean, boolean anomalous) {
        CallInfo info = call.trace().info();
        Places places = Places.of(call);
        List<CellVisit> visits = CellVisit.of(call.trace());
        boolean lost = settings.intake().isAbnormal(info.releaseCause());
        List<Atom> atoms = new ArrayList<>();
        zones(call, places, atoms);
        neighbours(call, atoms);
        boolean stepped = ClockStep.find(call.trace(), visits) >= 0;
        return new CallEvidence(
                info.callId(),
                info.mobileId(),
                info.mobileModel(),
                info.trainNumber(),
                info.startMs(),
                info.endMs(),
                anomalous,
                lost,
                mean,
                atoms,
                presences(call, places),
                steps.of(call, visits),
                stepped ? List.of() : handovers.of(call, visits));
    }

    /** The stretch a sample lies in, −1 for none. */
    private int zone(ComparedCall call, int sample) {
        if (call.route()[sample] < 0 || call.entry()[sample] < 0) {
            return -1;
        }
        double km = call.km()[sample];
        return Double.isNaN(km)
                ? call.position()[sample] / ZONE_POSITIONS
                : ZONE_OF_KM_0 + (int) Math.floor(km / ZONE_KM);
    }

    /** The ends of an axis take in all that lies beyond them: what is expected there of a place tells nothing. */
    private boolean atEnd(ComparedCall call, int sample) {
        Route route = model.routes().get(call.route()[sample]);
        int position = call.position()[sample];
        return !route.kmKnown() && (position == 0 || position == route.positions() - 1);
    }

    private String line(ComparedCall call, int sample) {
        Route route = model.routes().get(call.route()[sample]);
        int line = route.line()[call.position()[sample]];
        return line >= 0 && !Double.isNaN(call.km()[sample]) ? model.lines().get(line) : route.id();
    }

    private static int direction(Route route) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (double km : route.positionKm()) {
            first = Double.isNaN(first) ? km : first;
            last = Double.isNaN(km) ? last : km;
        }
        return last < first ? -1 : 1;
    }

    private void zones(ComparedCall call, Places places, List<Atom> atoms) {
        CallTrace trace = call.trace();
        WorksCalendar meanwhile =
                places.size() == 0 ? works : works.during(trace.startMs()[0], trace.endMs()[trace.size() - 1]);
        int k = 0;
        while (k < places.size()) {
            int first = places.from()[k];
            int zone = zone(call, first);
            int end = k + 1;
            while (end < places.size()
                    && zone(call, places.from()[end]) == zone
                    && call.route()[places.from()[end]] == call.route()[first]
                    && call.trace().cell()[places.from()[end]] == call.trace().cell()[first]) {
                end++;
            }
            int to = places.to()[end - 1];
            if (zone >= 0 && meanwhile.explains(call, first, to) == null && !beside(meanwhile, call, first, to)) {
                atoms.add(atom(call, places, k, end, zone));
            }
            k = end;
        }
    }

    /**
     * Whether most of a stretch lies where a cell is always heard that is worked on. Others serve further than usual there, and
     * are laid where they would usually end, as if they had become weak.
     */
    private boolean beside(WorksCalendar meanwhile, ComparedCall call, int from, int to) {
        if (meanwhile.works().isEmpty()) {
            return false;
        }
        long beside = IntStream.range(from, to)
                .filter(i -> {
                    long time = call.trace().startMs()[i];
                    return Arrays.stream(neighbours.alwaysHeard(call, i))
                            .anyMatch(c -> meanwhile.coversCell(model.cells().get(c), time));
                })
                .count();
        return 2 * beside > to - from;
    }

    private Atom atom(ComparedCall call, Places places, int from, int to, int zone) {
        CallTrace trace = call.trace();
        int first = places.from()[from];
        int last = places.to()[to - 1] - 1;
        Heard heard = heard(trace, first, last);
        return new Atom(
                trace.cells().get(trace.cell()[first]),
                line(call, first),
                zone,
                direction[call.route()[first]],
                trace.startMs()[first],
                trace.endMs()[last],
                call.km()[first],
                call.km()[last],
                to - from,
                effects(call, places, from, to),
                heard.levelDbm,
                heard.badShare,
                underRepeater(call, places, from, to));
    }

    /** By channel the mean over places of what each shows, NaN where none shows any. */
    private float[] effects(ComparedCall call, Places places, int from, int to) {
        float[] effects = new float[CHANNELS];
        boolean leaving = leaving(call, places, from, to);
        for (Channel channel : Channel.values()) {
            effects[channel.ordinal()] =
                    leaving && channel.isLevel() ? Float.NaN : effect(call, channel, places, from, to);
        }
        return effects;
    }

    private float effect(ComparedCall call, Channel channel, Places places, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int k = from; k < to; k++) {
            double place = mean(call.residual(channel), places.from()[k], places.to()[k]);
            boolean placed = channel.isQuality() || !atEnd(call, places.from()[k]);
            if (placed && !Double.isNaN(place)) {
                sum += place;
                n++;
            }
        }
        return n == 0 ? Float.NaN : (float) (sum / n);
    }

    /**
     * What was received of the server.
     *
     * @param levelDbm mean level, NaN where none was reported
     * @param badShare share 0..1 of reports with RXQUAL ≥ 5
     */
    private record Heard(float levelDbm, float badShare) {}

    private static Heard heard(CallTrace trace, int first, int last) {
        float[] level = trace.channel(Channel.LEVEL_DL);
        double received = 0;
        double bad = 0;
        int n = 0;
        for (int i = first; i <= last; i++) {
            float attenuation = Float.isNaN(trace.bsAttenuationDb()[i]) ? 0 : trace.bsAttenuationDb()[i];
            if (level.length > 0 && !Float.isNaN(level[i])) {
                received += level[i] - attenuation;
                bad += Float.isNaN(trace.badDownlink()[i]) ? 0 : trace.badDownlink()[i];
                n++;
            }
        }
        return n == 0 ? new Heard(Float.NaN, 0) : new Heard((float) (received / n), (float) (bad / n));
    }

    /**
     * Whether all that a call met of a stretch in one cell is the last place before it changes to another, along its route. Of
     * the calls that change there those tell of the stretch's levels that were weak there by chance, and so changed.
     */
    private static boolean leaving(ComparedCall call, Places places, int from, int to) {
        int[] cell = call.trace().cell();
        if (to - from > 1 || to == places.size()) {
            return false;
        }
        int last = places.from()[from];
        int next = places.from()[to];
        return cell[next] != cell[last] && call.route()[next] == call.route()[last];
    }

    private boolean underRepeater(ComparedCall call, Places places, int from, int to) {
        long repeated = IntStream.range(from, to)
                .map(k -> places.from()[k])
                .filter(i -> repeaters.at(call.route()[i], call.position()[i]))
                .count();
        return 2 * repeated > to - from;
    }

    /** The mean of what is known in a range of an array, NaN where nothing is. */
    static double mean(float[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private void neighbours(ComparedCall call, List<Atom> atoms) {
        CallTrace trace = call.trace();
        double[] sum = new double[trace.cells().size()];
        int[] reports = new int[sum.length];
        add(call, sum, reports);
        for (int cell = 0; cell < sum.length; cell++) {
            if (reports[cell] >= MIN_NEIGHBOUR_REPORTS
                    && !works.coversCell(trace.cells().get(cell), trace.info().startMs())) {
                float[] effect = new float[CHANNELS];
                Arrays.fill(effect, Float.NaN);
                effect[Channel.LEVEL_DL.ordinal()] = (float) (sum[cell] / reports[cell]);
                atoms.add(new Atom(
                        trace.cells().get(cell),
                        "",
                        -1,
                        0,
                        trace.info().startMs(),
                        trace.info().endMs(),
                        Double.NaN,
                        Double.NaN,
                        reports[cell],
                        effect,
                        Float.NaN,
                        0,
                        false));
            }
        }
    }

    /** Adds by cell what its reports as a neighbour lie off, and their number. */
    private static void add(ComparedCall call, double[] sum, int[] reports) {
        int[] cell = call.trace().neighbourCell();
        float[] residual = call.neighbourResidual();
        for (int k = 0; k < cell.length; k++) {
            if (!Float.isNaN(residual[k])) {
                sum[cell[k]] += residual[k];
                reports[cell[k]]++;
            }
        }
    }

    /** Cells that should have served, or been reported as neighbours, where the call went; those worked on are left out. */
    private List<Presence> presences(ComparedCall call, Places places) {
        @Nullable Count[] counts = counts(call, places);
        List<Presence> presences = new ArrayList<>();
        for (int cell = 0; cell < counts.length; cell++) {
            Count c = counts[cell];
            if (c != null && !works.coversCell(model.cells().get(cell), c.firstMs)) {
                presences.add(new Presence(model.cells().get(cell), c.firstMs, c.expected, c.served, c.heard));
            }
        }
        return presences;
    }

    /** By cell; null where it was not expected. */
    private @Nullable Count[] counts(ComparedCall call, Places places) {
        @Nullable Count[] counts = new @Nullable Count[model.cells().size()];
        for (int k = 0; k < places.size(); k++) {
            int i = places.from()[k];
            int usual = call.usualServer(model, i);
            if (usual >= 0) {
                boolean serves = call.servingCell(i) == usual;
                note(counts, call, i, usual, serves, serves || call.hears(i, usual));
            }
            for (int cell : neighbours.expected(call, i)) {
                if (cell != usual) {
                    note(counts, call, i, cell, false, call.hears(i, cell));
                }
            }
        }
        return counts;
    }

    /** Places where a cell was expected, and what came of it. */
    private static final class Count {
        private final long firstMs;
        private int expected;
        private int served;
        private int heard;

        Count(long firstMs) {
            this.firstMs = firstMs;
        }
    }

    private static void note(
            @Nullable Count[] counts, ComparedCall call, int sample, int cell, boolean serves, boolean heard) {
        Count c = counts[cell];
        if (c == null) {
            c = new Count(call.trace().startMs()[sample]);
            counts[cell] = c;
        }
        c.expected++;
        c.served += serves ? 1 : 0;
        c.heard += heard ? 1 : 0;
    }
}
