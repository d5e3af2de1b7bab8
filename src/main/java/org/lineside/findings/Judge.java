package org.lineside.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.ClockStep;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Places;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gate: a call is anomalous where an observation is significant (its p-value, adjusted for all that was looked at in
 * the call, is at most the error rate) AND relevant (effect and extent), and nothing explains it. The error rate is a
 * fixed budget per call, so the decision depends on nothing but the call and the model: not on the other calls of a
 * run, nor on how the input was cut.
 */
public final class Judge {
    /** Reports below which a call says nothing: 10 s. */
    private static final int MIN_REPORTS = 20;

    private static final double MIN_COVERAGE = 0.3;
    /** A call that spends more than this share in cells that no reference expects there ran where none was learned. */
    private static final double MOSTLY_OFF = 0.5;

    /** A call that spends this share off its routes took another way. */
    private static final double ROUTE_CHANGE_SHARE = 0.15;

    private static final double IRRELEVANT_WEIGHT = 0.5;
    private static final double SAME_STRETCH = 0.5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Detector> detectors;
    private final Calibrations calibrations;
    private final WorksCalendar works;
    private final Settings.Decision decision;
    private final List<String> routeNames;

    /**
     * @param detectors the trained rooms, in the order the calibration was learned with
     * @param routeNames reference identifiers by index of the route
     */
    public Judge(
            List<Detector> detectors,
            Calibrations calibrations,
            WorksCalendar works,
            Settings.Decision decision,
            List<String> routeNames) {
        this.detectors = List.copyOf(detectors);
        this.calibrations = calibrations;
        this.works = works;
        this.decision = decision;
        this.routeNames = List.copyOf(routeNames);
    }

    private record Weighed(Detector detector, Observation seen, double pValue, double adjusted) {
        double score() {
            return -Math.log10(adjusted) * (seen.relevant() ? 1 : IRRELEVANT_WEIGHT);
        }
    }

    /** The strongest score per statistic of all rooms, as {@link Calibration} wants it; NaN where one has none. */
    public static double[] scores(List<Detector> detectors, ComparedCall call) {
        double[] scores = new double
                [detectors.stream().mapToInt(d -> d.statistics().size()).sum()];
        Arrays.fill(scores, Double.NaN);
        int base = 0;
        for (Detector detector : detectors) {
            if (detector.observe(call) instanceof Outcome.Observed(List<Observation> observations)) {
                for (Observation o : observations) {
                    int k = base + o.statistic();
                    scores[k] = Double.isNaN(scores[k]) ? o.score() : Math.max(scores[k], o.score());
                }
            }
            base += detector.statistics().size();
        }
        return scores;
    }

    /** Whether a call is long enough, and runs where references were learned: what else is judged tells nothing of it. */
    public static boolean canJudge(ComparedCall call) {
        return !isTooShort(call) && hasReference(call);
    }

    private static boolean isTooShort(ComparedCall call) {
        return call.trace().totalReports() < MIN_REPORTS;
    }

    private static boolean hasReference(ComparedCall call) {
        return call.mainRoute() >= 0 && call.coverage() >= MIN_COVERAGE && offRoute(call) <= MOSTLY_OFF;
    }

    /** Judges a call. */
    public JudgedCall judge(ComparedCall call) {
        CallTrace trace = call.trace();
        if (trace.info().mobileId().isEmpty()) {
            return plain(call, Verdict.INCOMPLETE, "no file names its mobile");
        }
        if (isTooShort(call)) {
            return plain(call, Verdict.TOO_SHORT, trace.totalReports() + " reports, " + MIN_REPORTS + " are needed");
        }
        if (!hasReference(call) || !calibrations.usable()) {
            return plain(call, Verdict.NO_REFERENCE, "runs where no reference was learned");
        }
        return weigh(call, weighed(call));
    }

    private JudgedCall plain(ComparedCall call, Verdict verdict, String why) {
        return new JudgedCall(
                call,
                new CallVerdict(call.trace().info(), call.trace().totalReports(), reference(call), verdict, 0, 1, why),
                List.of());
    }

    private @Nullable String reference(ComparedCall call) {
        return call.mainRoute() < 0 ? null : routeNames.get(call.mainRoute());
    }

    private List<Weighed> weighed(ComparedCall call) {
        List<Weighed> all = new ArrayList<>();
        int places = Places.of(call).size();
        Calibration calibration = calibrations.of(call.provisional());
        int base = 0;
        for (Detector detector : detectors) {
            if (detector.observe(call) instanceof Outcome.Observed(List<Observation> observations)) {
                for (Observation o : observations) {
                    double p = calibration.pValue(places, base + o.statistic(), o.score());
                    all.add(new Weighed(detector, o, p, calibration.adjusted(places, base + o.statistic(), p)));
                }
            }
            base += detector.statistics().size();
        }
        all.sort(Comparator.comparingDouble((Weighed w) -> -w.score())
                .thenComparing(w -> w.detector().method())
                .thenComparingInt(w -> w.seen().statistic())
                .thenComparingInt(w -> w.seen().from()));
        return all;
    }

    private JudgedCall weigh(ComparedCall call, List<Weighed> all) {
        List<Weighed> significant = significant(all);
        List<Weighed> unexplained = unexplained(call, significant);
        double pValue = all.stream().mapToDouble(Weighed::adjusted).min().orElse(1);
        double score = all.stream().mapToDouble(Weighed::score).max().orElse(0);
        String why = null;
        Verdict verdict = Verdict.NORMAL;
        if (!unexplained.isEmpty()) {
            verdict = Verdict.ANOMALOUS;
        } else if (clockStepped(call)) {
            verdict = Verdict.EXPLAINED;
            why = "the clock of a probe stepped: reports of two cells stand in each other's time";
        } else if (!significant.isEmpty()) {
            verdict = Verdict.EXPLAINED;
            why = significant.stream()
                    .map(w -> explanation(call, w))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("planned works");
        } else if (changedRoute(call)) {
            verdict = Verdict.EXPLAINED;
            why = "took a way that its references do not know";
        } else if (!call.mobileKnown()
                && Math.abs(call.offset().downlinkDb()) >= decision.minEffect().levelDb()) {
            verdict = Verdict.EXPLAINED;
            why = "mobile never seen before, sound for all that is known";
        }
        if (verdict == Verdict.EXPLAINED) {
            score = Math.min(score * IRRELEVANT_WEIGHT, -Math.log10(decision.errorRate()));
        }
        CallVerdict said = new CallVerdict(
                call.trace().info(), call.trace().totalReports(), reference(call), verdict, score, pValue, why);
        return new JudgedCall(call, said, findings(call, significant));
    }

    private List<Weighed> significant(List<Weighed> all) {
        return all.stream()
                .filter(w -> w.adjusted() <= decision.errorRate() && w.seen().relevant())
                .toList();
    }

    /** What is significant without what works or a clock explain: a stretch may begin before them, or go on behind. */
    private List<Weighed> unexplained(ComparedCall call, List<Weighed> significant) {
        if (significant.isEmpty()) {
            return List.of();
        }
        boolean[] wrongTime = clockStepped(call) ? ClockStep.touched(call.trace()) : new boolean[0];
        Optional<ComparedCall> timely =
                wrongTime.length > 0 ? Optional.of(call.leavingOut(wrongTime)) : Optional.empty();
        Optional<ComparedCall> rest = works.leftOut(timely.orElse(call)).or(() -> timely);
        return rest.map(r -> significant(weighed(r))).orElse(significant).stream()
                .filter(w -> explanation(call, w) == null && !explainedByClock(w, wrongTime))
                .toList();
    }

    /** Where a clock stepped nobody knows when a call went from cell to cell. */
    private static boolean explainedByClock(Weighed w, boolean[] wrongTime) {
        int touched = 0;
        for (int i = w.seen().from(); i < Math.min(wrongTime.length, w.seen().to()); i++) {
            touched += wrongTime[i] ? 1 : 0;
        }
        return wrongTime.length > 0
                && (w.detector().method().equals("graph")
                        || 2 * touched > w.seen().to() - w.seen().from());
    }

    private @Nullable String explanation(ComparedCall call, Weighed w) {
        return w.detector().method().equals("graph")
                ? works.explainsHandovers(call, w.seen().from(), w.seen().to())
                : works.explains(call, w.seen().from(), w.seen().to());
    }

    private static boolean clockStepped(ComparedCall call) {
        return ClockStep.find(call.trace(), CellVisit.of(call.trace())) >= 0;
    }

    private static boolean changedRoute(ComparedCall call) {
        return offRoute(call) > ROUTE_CHANGE_SHARE;
    }

    /** Share of the samples whose cell is not expected where they lie. */
    private static double offRoute(ComparedCall call) {
        int off = 0;
        for (int entry : call.entry()) {
            off += entry < 0 ? 1 : 0;
        }
        return off / (double) Math.max(1, call.entry().length);
    }

    /** One finding per stretch and indicator: windows that lie on each other tell the same. */
    private static List<Finding> findings(ComparedCall call, List<Weighed> significant) {
        List<Weighed> kept = new ArrayList<>();
        for (Weighed w : significant) {
            if (kept.stream().noneMatch(k -> sameStretch(k, w))) {
                kept.add(w);
            }
        }
        return kept.stream()
                .map(w -> finding(call, w))
                .sorted(Comparator.comparingLong(Finding::startMs).thenComparing(Finding::findingId))
                .toList();
    }

    private static boolean sameStretch(Weighed a, Weighed b) {
        int overlap = Math.min(a.seen().to(), b.seen().to())
                - Math.max(a.seen().from(), b.seen().from());
        int shorter = Math.min(
                a.seen().to() - a.seen().from(), b.seen().to() - b.seen().from());
        return a.detector().method().equals(b.detector().method())
                && a.seen().indicator().equals(b.seen().indicator())
                && overlap > SAME_STRETCH * shorter;
    }

    private static Finding finding(ComparedCall call, Weighed w) {
        CallTrace trace = call.trace();
        Observation seen = w.seen();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("statistic", w.detector().statistics().get(seen.statistic()));
        evidence.put("raw_score", Math.round(seen.score() * 1000) / 1000.0);
        evidence.putAll(new TreeMap<>(seen.facts())); // in an order that every process has
        evidence.putAll(new TreeMap<>(w.detector().evidence(call, seen)));
        double km = call.km()[(seen.from() + seen.to() - 1) / 2];
        if (!Double.isNaN(km)) {
            evidence.put("km", Math.round(km * 100) / 100.0);
        }
        long start = trace.startMs()[seen.from()];
        return new Finding(
                String.join("/", trace.info().callId(), w.detector().method(), seen.indicator(), Long.toString(start)),
                null,
                trace.info().callId(),
                trace.info().mobileId(),
                mostServing(trace, seen.from(), seen.to()),
                start,
                trace.endMs()[seen.to() - 1],
                w.detector().method(),
                seen.indicator(),
                seen.observed(),
                seen.expected(),
                seen.effect(),
                seen.unit(),
                -Math.log10(w.adjusted()),
                w.pValue(),
                w.adjusted(),
                JSON.writeValueAsString(evidence));
    }

    private static String mostServing(CallTrace trace, int from, int to) {
        Map<Integer, Integer> votes = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            votes.merge(trace.cell()[i], 1, Integer::sum);
        }
        int best = trace.cell()[from];
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            best = vote.getValue() > votes.getOrDefault(best, 0) ? vote.getKey() : best;
        }
        return trace.cells().get(best);
    }
}
