package org.lineside.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.comparison.ComparedCall;
import org.lineside.intake.FileReport;
import org.lineside.intake.IntakeRequest;
import org.lineside.intake.IntakeResult;
import org.lineside.intake.lines.Reject;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.store.Store;

/**
 * {@code check}: files against the contract, and what they hold against the references in force. Writes nothing.
 *
 * <p>Distributions are compared by one value a visit, its mean, since reports within a visit are not independent:
 * two-sample Kolmogorov-Smirnov against the visits of the calls that the references were learned from, as far as the
 * database still keeps them.
 */
public final class Checking {
    /** Visits below which a distribution says nothing. */
    private static final int LEAST_VISITS = 20;

    private Checking() {}

    /**
     * What was found.
     *
     * @param files what became of each file
     * @param rejects the first rejected lines of each
     * @param calls calls in them
     * @param model the references they were compared with, null without any
     * @param indicators each indicator against the references, empty without any
     */
    public record Report(
            List<FileReport> files,
            List<Reject> rejects,
            int calls,
            @Nullable String model,
            List<Indicator> indicators) {}

    /**
     * One indicator.
     *
     * @param name the profile's column
     * @param unit of the values
     * @param visits visits to cells in the files
     * @param median median of their means
     * @param usualMedian the same over the calls the references were learned from; NaN when these are no longer kept
     * @param shift median over the visits of observed minus expected at the same place; NaN where nothing is expected
     * @param distance largest distance of the two distributions, 0..1; NaN when there is nothing to compare with
     * @param pValue of that distance
     */
    public record Indicator(
            String name,
            String unit,
            int visits,
            double median,
            double usualMedian,
            double shift,
            double distance,
            double pValue) {}

    /**
     * Checks files.
     *
     * @throws PipelineException when there is nothing to read
     */
    public static Report check(Setup setup, List<Path> paths) {
        IntakeRequest plain = IntakeRequest.complete(paths, setup.settings().intake(), setup.threads());
        IntakeResult read = Reading.read(setup, plain);
        Input.require(read.files(), paths);
        Path db = setup.settings().paths().db();
        Optional<Report> compared = Optional.empty();
        if (Files.exists(db) && !read.calls().traces().isEmpty()) {
            try (Store store = Store.open(db, Store.Mode.READ)) {
                compared = new ModelKeeper(setup, store)
                        .champion()
                        .filter(c -> c.trained()
                                .profile()
                                .name()
                                .equals(read.calls().profile().name()))
                        .map(c -> compared(setup, store, read, c));
            }
        }
        return compared.orElseGet(() -> report(read, null, List.of()));
    }

    private static Report report(IntakeResult read, @Nullable String model, List<Indicator> indicators) {
        return new Report(
                read.files(), read.firstRejects(), read.calls().traces().size(), model, indicators);
    }

    private static Report compared(Setup setup, Store store, IntakeResult read, Champion champion) {
        CallSet calls = Reading.withKnownWorks(read.calls(), store);
        Means observed = new Means();
        Means residual = new Means();
        setup.progress().stage("comparing", calls.traces().size(), "calls");
        setup.parallel(() -> Judging.judge(calls, champion.trained(), setup.settings(), List.of()))
                .forEach(r -> {
                    ComparedCall call = r.judged().call();
                    observed.add(call.trace(), call.trace()::channel);
                    residual.add(call.trace(), call::residual);
                });
        Means usual = new Means();
        Long from = champion.row().dataFromMs();
        Long to = champion.row().dataToMs();
        if (from != null && to != null) {
            store.traces().each(from, to + 1, t -> usual.add(t, t::channel));
        }
        List<Indicator> indicators = new ArrayList<>();
        for (Profile.Indicator i : calls.profile().indicators()) {
            double[] values = observed.of(i.channel());
            if (values.length >= LEAST_VISITS) {
                indicators.add(indicator(i, values, usual.of(i.channel()), residual.of(i.channel())));
            }
        }
        return report(read, champion.row().modelId(), indicators);
    }

    private static Indicator indicator(Profile.Indicator i, double[] values, double[] usual, double[] residual) {
        double distance = Double.NaN;
        double pValue = Double.NaN;
        if (usual.length >= LEAST_VISITS) {
            KolmogorovSmirnovTest.TwoResult result =
                    KolmogorovSmirnovTest.withDefaults().test(values, usual);
            distance = result.getStatistic();
            pValue = result.getPValue();
        }
        return new Indicator(
                i.column(),
                i.unit(),
                values.length,
                median(values),
                median(usual),
                residual.length < LEAST_VISITS ? Double.NaN : median(residual),
                distance,
                pValue);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Means of visits per channel. */
    private static final class Means {
        private final Map<Channel, List<Double>> values = new EnumMap<>(Channel.class);

        void add(CallTrace trace, Function<Channel, float[]> channels) {
            List<CellVisit> visits = CellVisit.of(trace);
            for (Channel c : Channel.values()) {
                float[] v = channels.apply(c);
                if (v.length == trace.size()) {
                    visits.forEach(visit -> add(c, v, visit));
                }
            }
        }

        private void add(Channel channel, float[] v, CellVisit visit) {
            double sum = 0;
            int n = 0;
            for (int i = visit.from(); i < visit.to(); i++) {
                if (!Float.isNaN(v[i])) {
                    sum += v[i];
                    n++;
                }
            }
            if (n > 0) {
                values.computeIfAbsent(channel, k -> new ArrayList<>()).add(sum / n);
            }
        }

        double[] of(Channel channel) {
            return values.getOrDefault(channel, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
    }
}
