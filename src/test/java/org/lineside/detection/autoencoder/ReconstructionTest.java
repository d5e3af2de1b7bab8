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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.intake.Profiles;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;

class ReconstructionTest {
    private static final Room.Context CONTEXT = new Room.Context(
            empty(),
            Profiles.load("gsm-r"),
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")).decision());
    private static final Room ROOM = Reconstruction.room();
    private static final List<ComparedCall> HISTORY = calls(80, 1);
    private static final Detector TRAINED = ROOM.train(CONTEXT, HandmadeCalls.listed(HISTORY));

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
            calls.add(sound("c" + k, 160, seed * 1000 + k));
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

    private static List<Observation> observed(Detector detector, ComparedCall call) {
        return ((Outcome.Observed) detector.observe(call)).observations();
    }

    private static Observation strongest(ComparedCall call) {
        return observed(TRAINED, call).stream()
                .max((a, b) -> Double.compare(a.score(), b.score()))
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

    /**
     * One link falls, the other doesn't: nothing in the history does that. Not above every sound call: a common loss so deep
     * that the history hardly has it is given back badly, too.
     */
    @Test
    void plantedLossOfOneLinkIsFoundWithItsStretch() {
        ComparedCall faulty = shifted(sound("new", 160, 77), Channel.LEVEL_UL, 60, 90, -9);
        Observation seen = strongest(faulty);
        long soundBelow = calls(200, 5).stream()
                .filter(c -> strongest(c).score() < seen.score())
                .count();
        assertThat(soundBelow).isGreaterThan(190);
        assertThat(seen.indicator()).isEqualTo("rxlev_ul");
        assertThat(seen.unit()).isEqualTo("dBm");
        assertThat(seen.from()).isBetween(56, 64);
        assertThat(seen.to()).isBetween(86, 94);
        assertThat(seen.effect()).isCloseTo(-9, within(3.0));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.facts()).containsKeys("error rxlev_ul", "error rxlev_dl", "places", "seconds");
    }

    @Test
    void qualityThatDoesNotGoWithTheLevelIsFound() {
        ComparedCall faulty = shifted(sound("new", 160, 78), Channel.QUALITY_DL, 100, 130, 3);
        Observation seen = strongest(faulty);
        assertThat(seen.indicator()).isEqualTo("rxqual_dl");
        assertThat(seen.effect()).isCloseTo(3, within(0.5));
        assertThat(seen.relevant()).isTrue();
    }

    @Test
    void betterQualityIsNoDeviation() {
        ComparedCall better = shifted(sound("new", 160, 79), Channel.QUALITY_DL, 60, 90, -3);
        assertThat(observed(TRAINED, better)).noneMatch(o -> o.indicator().equals("rxqual_dl") && o.relevant());
        assertThat(strongest(better).score())
                .isLessThan(strongest(shifted(sound("new", 160, 79), Channel.QUALITY_DL, 60, 90, 3))
                                .score()
                        - 2);
    }

    /** A common shift that the history is full of is given back; the same loss on one link alone is not. */
    @Test
    void whatIsUsualTogetherScoresLessThanTheSameApart() {
        ComparedCall sound = sound("new", 160, 80);
        ComparedCall apart = shifted(sound, Channel.LEVEL_UL, 60, 72, -4);
        ComparedCall together = shifted(apart, Channel.LEVEL_DL, 60, 72, -4);
        assertThat(strongest(together).score()).isLessThan(strongest(apart).score() - 1);
    }

    @Test
    void twoStretchesAreToldApart() {
        ComparedCall faulty =
                shifted(shifted(sound("new", 160, 81), Channel.LEVEL_UL, 20, 40, -9), Channel.QUALITY_DL, 110, 130, 4);
        List<String> told = observed(TRAINED, faulty).stream()
                .filter(o -> o.statistic() == 0 && o.relevant())
                .map(Observation::indicator)
                .toList();
        assertThat(told).contains("rxlev_ul", "rxqual_dl");
    }

    @Test
    void missingValuesAreNotGuessed() {
        ComparedCall call = sound("new", 160, 82);
        float[] missing = new float[160];
        Arrays.fill(missing, Float.NaN);
        ComparedCall without = HandmadeCalls.with(call, Channel.LEVEL_UL, missing);
        assertThat(observed(TRAINED, without))
                .isNotEmpty()
                .allMatch(o -> Double.isFinite(o.score()))
                .noneMatch(o -> o.facts().containsKey("error rxlev_ul"))
                .noneMatch(o -> o.indicator().equals("rxlev_ul"));
    }

    @Test
    void statesWhereItHasNothingToSay() {
        int[] nowhere = new int[60];
        Arrays.fill(nowhere, -1);
        assertThat(TRAINED.observe(HandmadeCalls.on(trace("off", 60), nowhere)))
                .isInstanceOf(Outcome.NotApplicable.class);
        assertThat(TRAINED.observe(sound("short", Inputs.WINDOW - 1, 1))).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(observed(TRAINED, sound("long enough", Inputs.WINDOW, 1))).hasSize(1);
    }

    @Test
    void smallOrConstantHistoryGivesADetectorThatSaysSo() throws IOException {
        List<ComparedCall> constant = new ArrayList<>();
        for (int k = 0; k < 80; k++) {
            constant.add(HandmadeCalls.sound(trace("c" + k, 160)));
        }
        for (List<ComparedCall> history : List.of(List.<ComparedCall>of(), calls(3, 1), constant)) {
            Detector silent = ROOM.train(CONTEXT, HandmadeCalls.listed(history));
            assertThat(silent.observe(sound("new", 160, 7))).isInstanceOf(Outcome.NotApplicable.class);
            Detector again = ROOM.read(CONTEXT, new DataInputStream(new ByteArrayInputStream(bytes(silent))));
            assertThat(again.observe(sound("new", 160, 7))).isEqualTo(silent.observe(sound("new", 160, 7)));
        }
    }

    @Test
    void readAgainIsTheSameToTheByteAndSeesTheSame() throws IOException {
        Detector again = ROOM.read(CONTEXT, new DataInputStream(new ByteArrayInputStream(bytes(TRAINED))));
        assertThat(bytes(again)).isEqualTo(bytes(TRAINED));
        ComparedCall call = sound("new", 160, 83);
        assertThat(observed(again, call)).isEqualTo(observed(TRAINED, call));
    }

    @Test
    void anyNumberOfThreadsTrainsTheSame() throws Exception {
        byte[] first = bytes(TRAINED);
        for (int threads = 1; threads <= 2; threads++) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                byte[] trained = pool.submit(() -> bytes(ROOM.train(CONTEXT, HandmadeCalls.listed(HISTORY))))
                        .get();
                assertThat(trained).isEqualTo(first);
            }
        }
    }

    @Test
    void goesOnFromAnEarlierModelTheSameWayEachTime() {
        List<ComparedCall> later = calls(80, 2);
        byte[] anew = bytes(ROOM.train(CONTEXT, HandmadeCalls.listed(later)));
        byte[] warm = bytes(ROOM.train(CONTEXT, HandmadeCalls.listed(later), TRAINED));
        assertThat(warm).isNotEqualTo(anew);
        assertThat(bytes(ROOM.train(CONTEXT, HandmadeCalls.listed(later), TRAINED)))
                .isEqualTo(warm);
        Detector silent = ROOM.train(CONTEXT, HandmadeCalls.listed(List.of()));
        assertThat(bytes(ROOM.train(CONTEXT, HandmadeCalls.listed(later), silent)))
                .isEqualTo(anew);
    }

    @Test
    void windowsToLearnFromAreBounded() {
        List<ComparedCall> many = new ArrayList<>();
        for (int k = 0; k < 700; k++) {
            many.add(sound("c" + k, 300, k));
        }
        Sampling sampling =
                Sampling.of(HandmadeCalls.listed(many), CONTEXT.profile().indicators());
        int windows = sampling.training().size() + sampling.validation().size();
        assertThat(windows).isBetween(5000, 6144);
        assertThat(sampling.validation().size() / (double) windows).isBetween(0.1, 0.3);
    }

    @Test
    void sameWindowsAreDrawnInAnyOrderOfTheCalls() {
        List<ComparedCall> turned = new ArrayList<>(HISTORY);
        Collections.shuffle(turned, new Random(1));
        Sampling one =
                Sampling.of(HandmadeCalls.listed(HISTORY), CONTEXT.profile().indicators());
        Sampling other =
                Sampling.of(HandmadeCalls.listed(turned), CONTEXT.profile().indicators());
        assertThat(sorted(other.training())).isEqualTo(sorted(one.training()));
        assertThat(sorted(other.validation())).isEqualTo(sorted(one.validation()));
    }

    private static List<String> sorted(List<float[]> windows) {
        return windows.stream().map(Arrays::toString).sorted().toList();
    }
}
