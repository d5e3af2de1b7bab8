package org.lineside.detection.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.intake.Profiles;
import org.lineside.numeric.TailDistribution;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;

class ReconstructionTest {
    private static final Room.Context CONTEXT = new Room.Context(
            empty(),
            Profiles.load("gsm-r"),
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")).decision());
    private static final Features FEATURES = Features.of(CONTEXT.profile());
    private static final Room ROOM = Reconstruction.room();
    private static final List<ComparedCall> HISTORY = calls(120, 1);
    private static final Room.Trained TRAINED = trained(HISTORY, Optional.empty());

    private static ReferenceModel empty() {
        return new ReferenceModel(
                "gsm-r",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                MobileOffset.NONE,
                new float[0],
                new QualityCurves(Map.of()),
                HandoverGraph.learn(List.of(), new int[0], 0));
    }

    private static CallTrace trace(String id, int samples) {
        TraceBuilder trace = new TraceBuilder(id, "m", 2).train(id);
        for (int i = 0; i < samples; i++) {
            trace.add(0).hears(1, -80);
        }
        return trace.build();
    }

    private static List<ComparedCall> calls(int count, long seed) {
        List<ComparedCall> calls = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            calls.add(sound("c" + seed + "/" + k, 160, seed * 1000 + k));
        }
        return calls;
    }

    /** Both links wander together, as shadowing does, each with noise of its own; quality and timing are noise. */
    private static ComparedCall sound(String id, int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] residual = new float[Channel.values().length][samples];
        double shadow = random.nextGaussian();
        for (int i = 0; i < samples; i++) {
            shadow = 0.95 * shadow + 0.31 * random.nextGaussian();
            residual[Channel.LEVEL_DL.ordinal()][i] = (float) (3 * shadow + 0.6 * random.nextGaussian());
            residual[Channel.LEVEL_UL.ordinal()][i] = (float) (3 * shadow + 0.6 * random.nextGaussian());
            residual[Channel.QUALITY_DL.ordinal()][i] = (float) (0.3 * random.nextGaussian());
            residual[Channel.QUALITY_UL.ordinal()][i] = (float) (0.3 * random.nextGaussian());
            residual[Channel.TIMING_ADVANCE.ordinal()][i] = (float) (0.3 * random.nextGaussian());
        }
        ComparedCall call = HandmadeCalls.sound(trace(id, samples));
        for (Channel channel : Channel.values()) {
            call = HandmadeCalls.with(call, channel, residual[channel.ordinal()]);
        }
        return call;
    }

    private static ComparedCall shifted(ComparedCall call, Channel channel, int from, int to, float shift) {
        float[] residual = call.residual(channel).clone();
        for (int i = from; i < to; i++) {
            residual[i] += shift;
        }
        return HandmadeCalls.with(call, channel, residual);
    }

    private static int half(ComparedCall call) {
        return call.trace().info().callId().hashCode() & 1;
    }

    private static ComparedCalls half(List<ComparedCall> calls, int half) {
        return HandmadeCalls.listed(calls.stream().filter(c -> half(c) == half).toList());
    }

    private static Room.Trained trained(List<ComparedCall> calls, Optional<Detector> earlier) {
        return ROOM.train(CONTEXT, HandmadeCalls.listed(calls), List.of(half(calls, 0), half(calls, 1)), earlier);
    }

    private static List<Observation> observed(Detector detector, ComparedCall call) {
        return ((Outcome.Observed) detector.observe(call)).observations();
    }

    private static Observation strongest(ComparedCall call) {
        return observed(TRAINED.all(), call).stream()
                .max(Comparator.comparingDouble(Observation::score))
                .orElseThrow();
    }

    /** What is seen strongest of all that harms: the error of one link may be told of the other, too. */
    private static Observation harm(ComparedCall call) {
        return observed(TRAINED.all(), call).stream()
                .filter(Observation::relevant)
                .max(Comparator.comparingDouble(Observation::score))
                .orElseThrow();
    }

    private static int feature(Channel channel) {
        return IntStream.range(0, FEATURES.indicators().size())
                .filter(f -> FEATURES.indicators().get(f).channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(Detector detector) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            detector.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Detector read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Detector read = ROOM.read(CONTEXT, in);
        assertThat(in.read()).isEqualTo(-1);
        return read;
    }

    /**
     * One link falls, the other doesn't; quality falls and the level doesn't; the train is where it is not: nothing in the
     * history does that. An end is where half of the shift lies, which noise of 0.6 moves by a place or two, and shadowing of
     * 3 dB by some more.
     */
    @ParameterizedTest
    @CsvSource({
        "LEVEL_UL, rxlev_ul, -12, dBm, weaker, 6",
        "LEVEL_DL, rxlev_dl, -12, dBm, weaker, 6",
        "QUALITY_DL, rxqual_dl, 3, class, worse, 1",
        "QUALITY_UL, rxqual_ul, 3, class, worse, 1",
        "TIMING_ADVANCE, timing_advance, -4, symbol, nearer, 1"
    })
    void plantedDeviationIsFoundWithItsStretch(
            Channel channel, String indicator, float shift, String unit, String direction, int within) {
        for (int seed = 70; seed < 76; seed++) {
            ComparedCall sound = sound("new", 160, seed);
            Observation seen = harm(shifted(sound, channel, 60, 90, shift));
            assertThat(seen.indicator()).isEqualTo(indicator);
            assertThat(seen.unit()).isEqualTo(unit);
            assertThat(seen.from()).isBetween(60 - within, 60 + within);
            assertThat(seen.to()).isBetween(90 - within, 90 + within);
            assertThat(seen.effect()).isCloseTo(shift, within(0.4 * Math.abs(shift)));
            assertThat(seen.facts())
                    .containsEntry("direction", direction)
                    .containsKeys("voter", "error_db", "channels", "places", "seconds");
            assertThat(seen.score()).isGreaterThan(strongest(sound).score());
        }
    }

    @ParameterizedTest
    @CsvSource({"LEVEL_UL, 12", "LEVEL_DL, 12", "QUALITY_DL, -3", "QUALITY_UL, -3"})
    void whatIsBetterThanExpectedIsNoHarm(Channel channel, float shift) {
        ComparedCall better = shifted(sound("new", 160, 79), channel, 60, 90, shift);
        assertThat(observed(TRAINED.all(), better))
                .filteredOn(o -> o.indicator().equals(FEATURES.name(feature(channel))) && o.effect() * shift > 0)
                .noneMatch(Observation::relevant);
        assertThat(strongest(better).score())
                .isLessThan(strongest(shifted(sound("new", 160, 79), channel, 60, 90, -shift))
                        .score());
    }

    @Test
    void neighboursThatStandOutAreNotTold() {
        ComparedCall call = sound("new", 160, 84);
        Arrays.fill(call.neighbourResidual(), 60, 100, 12);
        assertThat(observed(TRAINED.all(), call)).noneMatch(o -> o.indicator().equals("neighbours"));
    }

    /** A common shift that the history is full of is given back; the same loss on one link alone is not. */
    @Test
    void whatIsUsualTogetherScoresLessThanTheSameApart() {
        ComparedCall sound = sound("new", 160, 80);
        ComparedCall apart = shifted(sound, Channel.LEVEL_UL, 60, 90, -6);
        ComparedCall together = shifted(apart, Channel.LEVEL_DL, 60, 90, -6);
        assertThat(strongest(together).score()).isLessThan(strongest(apart).score() - 0.3);
    }

    @Test
    void twoStretchesAreToldApart() {
        ComparedCall faulty =
                shifted(shifted(sound("new", 160, 81), Channel.LEVEL_UL, 20, 50, -12), Channel.QUALITY_DL, 110, 130, 4);
        List<String> told = observed(TRAINED.all(), faulty).stream()
                .filter(o -> o.score() > 1.5 && o.relevant())
                .map(Observation::indicator)
                .toList();
        assertThat(told).contains("rxlev_ul", "rxqual_dl");
    }

    @Test
    void isOneStatistic() {
        assertThat(TRAINED.all().statistics()).hasSize(1);
        assertThat(observed(TRAINED.all(), sound("new", 160, 82))).isNotEmpty().allMatch(o -> o.statistic() == 0);
    }

    /** Calls of one half, scored by who knows the other, calibrate; new calls of the same kind have uniform p-values. */
    @Test
    void pValuesOfSoundCallsAreUniform() {
        double[] usual = scores(TRAINED.ofHalf().get(0), calls(400, 20));
        TailDistribution calibrated = TailDistribution.fit(usual);
        double[] p = Arrays.stream(scores(TRAINED.ofHalf().get(0), calls(400, 30)))
                .map(calibrated::survival)
                .toArray();
        assertThat(KolmogorovSmirnovTest.withDefaults()
                        .test(p, x -> Math.clamp(x, 0, 1))
                        .getPValue())
                .isGreaterThan(1e-3);
    }

    private static double[] scores(Detector detector, List<ComparedCall> calls) {
        return calls.stream()
                .mapToDouble(c -> observed(detector, c).stream()
                        .mapToDouble(Observation::score)
                        .max()
                        .orElseThrow())
                .toArray();
    }

    @Test
    void missingValuesAreNotGuessed() {
        ComparedCall call = sound("new", 160, 82);
        float[] missing = new float[160];
        Arrays.fill(missing, Float.NaN);
        ComparedCall without = HandmadeCalls.with(call, Channel.LEVEL_UL, missing);
        assertThat(observed(TRAINED.all(), without))
                .isNotEmpty()
                .allMatch(o -> Double.isFinite(o.score()) && Double.isFinite(o.effect()))
                .noneMatch(o -> o.indicator().equals("rxlev_ul"))
                .noneMatch(o -> String.valueOf(o.facts().get("channels")).contains("rxlev_ul"));
        for (Channel channel : Channel.values()) {
            without = HandmadeCalls.with(without, channel, missing);
        }
        assertThat(observed(TRAINED.all(), without)).isEmpty();
    }

    @Test
    void statesWhereItHasNothingToSay() {
        int[] nowhere = new int[60];
        Arrays.fill(nowhere, -1);
        Detector detector = TRAINED.all();
        assertThat(detector.observe(HandmadeCalls.on(trace("off", 60), nowhere)))
                .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(detector.observe(sound("short", Windows.LENGTH - 1, 1))).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(observed(detector, sound("long enough", Windows.LENGTH, 1)))
                .isNotEmpty()
                .allMatch(o -> String.valueOf(o.facts().get("voter")).endsWith("23 s"));
    }

    @Test
    void smallOrConstantHistoryGivesADetectorThatSaysSo() throws IOException {
        List<ComparedCall> constant = new ArrayList<>();
        for (int k = 0; k < 120; k++) {
            constant.add(HandmadeCalls.sound(trace("c" + k, 160)));
        }
        List<ComparedCall> short_ = new ArrayList<>();
        for (int k = 0; k < 120; k++) {
            short_.add(sound("c" + k, Windows.LENGTH - 1, k));
        }
        for (List<ComparedCall> history : List.of(List.<ComparedCall>of(), calls(3, 1), constant, short_)) {
            Room.Trained trained = trained(history, Optional.of(TRAINED.all()));
            assertThat(trained.ofHalf()).hasSize(2);
            for (Detector silent : List.of(trained.all(), trained.ofHalf().get(0))) {
                assertThat(silent.isPassedOn()).isFalse();
                assertThat(silent.observe(sound("new", 160, 7))).isInstanceOf(Outcome.NotApplicable.class);
                assertThat(read(bytes(silent)).observe(sound("new", 160, 7)))
                        .isEqualTo(silent.observe(sound("new", 160, 7)));
            }
        }
    }

    @Test
    void readAgainIsTheSameToTheByteAndSeesTheSame() throws IOException {
        ComparedCall call = sound("new", 160, 83);
        for (Detector detector : List.of(TRAINED.all(), TRAINED.ofHalf().get(1))) {
            Detector again = read(bytes(detector));
            assertThat(bytes(again)).isEqualTo(bytes(detector));
            assertThat(observed(again, call)).isEqualTo(observed(detector, call));
        }
    }

    @Test
    void anyNumberOfThreadsTrainsTheSame() throws Exception {
        byte[] first = bytes(TRAINED.all());
        for (int threads = 1; threads <= 3; threads++) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                byte[] trained = pool.submit(
                                () -> bytes(trained(HISTORY, Optional.empty()).all()))
                        .get();
                assertThat(trained).isEqualTo(first);
            }
        }
    }

    @Test
    void goesOnFromAnEarlierModelTheSameWayEachTime() throws IOException {
        List<ComparedCall> later = calls(120, 2);
        byte[] anew = bytes(trained(later, Optional.empty()).all());
        byte[] warm = bytes(trained(later, Optional.of(TRAINED.all())).all());
        assertThat(warm).isNotEqualTo(anew);
        assertThat(bytes(trained(later, Optional.of(read(bytes(TRAINED.all())))).all()))
                .isEqualTo(warm);
        Detector silent = trained(List.of(), Optional.empty()).all();
        assertThat(bytes(trained(later, Optional.of(silent)).all())).isEqualTo(anew);
    }

    /** What a half knows must never come from the other, not by way of an earlier model either: its calls calibrate. */
    @Test
    void halvesNeverLearnFromEachOther() {
        List<ComparedCall> later = calls(120, 2);
        Detector half = trained(later, Optional.of(TRAINED.all())).ofHalf().get(0);
        assertThat(half.isPassedOn()).isTrue();
        assertThat(bytes(half))
                .isNotEqualTo(bytes(trained(later, Optional.empty()).ofHalf().get(0)));
        Detector earlier = trained(otherHalf(HISTORY), Optional.empty()).all();
        assertThat(bytes(earlier)).isNotEqualTo(bytes(TRAINED.all()));
        assertThat(bytes(
                        trained(otherHalf(later), Optional.of(earlier)).ofHalf().get(0)))
                .isEqualTo(bytes(half));
    }

    /** The same calls, those of half 1 with a fault. */
    private static List<ComparedCall> otherHalf(List<ComparedCall> calls) {
        return calls.stream()
                .map(c -> half(c) == 0 ? c : shifted(c, Channel.LEVEL_UL, 20, 120, -9))
                .toList();
    }

    @Test
    void callsToLearnFromAreBounded() {
        List<ComparedCall> many = new ArrayList<>();
        for (int k = 0; k < 700; k++) {
            many.add(sound("c" + k, 20, k));
        }
        List<Sample.Drawn> drawn = Sample.of(HandmadeCalls.listed(many), FEATURES);
        assertThat(drawn).hasSize(192);
        assertThat(drawn.stream().filter(Sample.Drawn::validates).count() / 192.0)
                .isBetween(0.1, 0.3);
    }

    @Test
    void sameCallsAreDrawnAndLearnedInAnyOrder() {
        List<ComparedCall> turned = new ArrayList<>(HISTORY);
        Collections.shuffle(turned, new Random(1));
        assertThat(bytes(trained(turned, Optional.empty()).all())).isEqualTo(bytes(TRAINED.all()));
    }

    /** All calls of one train and day are on one side, whatever their identifiers. */
    @Test
    void aTrainsDayIsLearnedFromOrValidates() {
        List<ComparedCall> calls = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            CallTrace trace = new TraceBuilder("c" + k, "m" + k, 2)
                    .train("t" + k / 3)
                    .stay(0, 20)
                    .build();
            calls.add(HandmadeCalls.sound(trace));
        }
        List<Sample.Drawn> drawn = Sample.of(HandmadeCalls.listed(calls), FEATURES);
        for (int train = 0; train < 20; train++) {
            int first = 3 * train;
            assertThat(drawn.stream()
                            .filter(d -> Integer.parseInt(d.callId().substring(1)) / 3 == first / 3)
                            .map(Sample.Drawn::validates)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(drawn.stream().map(Sample.Drawn::validates).distinct()).hasSize(2);
    }
}
