package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.calls.Channel;
import org.lineside.config.SettingsLoader;
import org.lineside.intake.Profiles;

/** A line on which sound calls differ far more in one zone than elsewhere. */
class PlaceNoiseTest {
    private static final int NOISY = 22;
    private static final double NOISY_SD = 3;
    private static final int DL = Channel.LEVEL_DL.ordinal();
    private static final int UL = Channel.LEVEL_UL.ordinal();

    /** Both links differ alike where the line is noisy. */
    private static List<CallEvidence> sound(int from, int to) {
        return Line.calls(from, to, (call, mobile, cell, zone, effect) -> {
            if (zone == NOISY) {
                double more = NOISY_SD * new SplittableRandom(call).nextGaussian();
                Line.add(effect, Channel.LEVEL_DL, more);
                Line.add(effect, Channel.LEVEL_UL, more);
            }
        });
    }

    private static PlaceNoise learned(List<CallEvidence> calls) {
        return PlaceNoise.learn(calls.stream(), Line.SCALES);
    }

    private static Atom atom(List<CallEvidence> calls, int zone) {
        return calls.getFirst().atoms().stream()
                .filter(a -> a.zone() == zone)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void multiplesAreThoseOfTheVariances() {
        List<CallEvidence> calls = sound(0, 4000);
        PlaceNoise noise = learned(calls);
        double usual = 1.5 * 1.5;
        double mean = usual + NOISY_SD * NOISY_SD / (Line.CELLS * Line.ZONES_PER_CELL);
        assertThat(noise.at(atom(calls, NOISY))[DL])
                .isCloseTo((float) ((usual + NOISY_SD * NOISY_SD) / mean), within(0.3f));
        assertThat(noise.at(atom(calls, NOISY))[UL]).isGreaterThan(3);
        assertThat(noise.at(atom(calls, 10))[DL]).isCloseTo((float) (usual / mean), within(0.05f));
        // What moves both links alike leaves their balance alone.
        assertThat(noise.at(atom(calls, NOISY))[EffectScales.BALANCE]).isCloseTo(1, within(0.15f));
    }

    @Test
    void littleKnownIsAsAnywhere() {
        List<CallEvidence> calls = sound(0, 4);
        float[] noise = learned(calls).at(atom(calls, 10));
        assertThat(noise[DL]).isBetween(0.7f, 1.3f);
        assertThat(PlaceNoise.NONE.at(atom(calls, NOISY))).containsOnly(1f);
        // Neighbours are heard from anywhere.
        assertThat(learned(calls).at(atom(calls, -1))).containsOnly(1f);
    }

    @Test
    void orderOfCallsAndWritingChangeNothing() throws IOException {
        List<CallEvidence> calls = sound(0, 300);
        List<CallEvidence> mixed = new ArrayList<>(calls);
        Collections.shuffle(mixed, new Random(3));
        PlaceNoise noise = learned(calls);
        PlaceNoise parallel = PlaceNoise.learn(mixed.parallelStream(), Line.SCALES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        noise.write(new DataOutputStream(bytes));
        PlaceNoise read = PlaceNoise.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (Atom atom : calls.getFirst().atoms()) {
            assertThat(parallel.at(atom)).isEqualTo(noise.at(atom));
            assertThat(read.at(atom)).isEqualTo(noise.at(atom));
        }
    }

    /** Calls that differ by chance where calls do are no obstacle; as much in a quiet zone would be one. */
    @Test
    void aNoisyPlaceIsNoObstacle() {
        List<CallEvidence> few = Line.calls(400, 408, (call, mobile, cell, zone, effect) -> {
            if (zone == NOISY) {
                Line.add(effect, Channel.LEVEL_DL, -6);
                Line.add(effect, Channel.LEVEL_UL, -6);
            }
        });
        EffectScales blind = Line.SCALES;
        EffectScales placed = new EffectScales(
                blind.callSd(),
                blind.atomSd(),
                blind.inflation(),
                blind.stepRate(),
                blind.pairRate(),
                blind.absenceRate(),
                blind.late(),
                blind.beliefs(),
                blind.mixes(),
                learned(sound(0, 400)));
        assertThat(settled(few, blind)).isNotEmpty();
        assertThat(settled(few, placed)).isEmpty();
    }

    private static List<Hypotheses.Settled> settled(List<CallEvidence> calls, EffectScales scales) {
        HarmfulEffects harmful = HarmfulEffects.of(
                Profiles.load("gsm-r"),
                SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"))
                        .decision());
        Muting nothing = new Muting(List.of(), calls, scales, harmful.min(), harmful.profile());
        return new Hypotheses(calls, scales, harmful, nothing, Priors.NONE).settle();
    }
}
