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
class PlaceScalesTest {
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

    private static PlaceScales learned(List<CallEvidence> calls) {
        return PlaceScales.learn(calls.stream(), Line.SCALES);
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
        PlaceScales scales = learned(calls);
        double usual = 1.5 * 1.5;
        double mean = usual + NOISY_SD * NOISY_SD / (Line.CELLS * Line.ZONES_PER_CELL);
        assertThat(scales.at(atom(calls, NOISY)).multiple()[DL])
                .isCloseTo((float) ((usual + NOISY_SD * NOISY_SD) / mean), within(0.3f));
        assertThat(scales.at(atom(calls, NOISY)).multiple()[UL]).isGreaterThan(3);
        assertThat(scales.at(atom(calls, 10)).multiple()[DL]).isCloseTo((float) (usual / mean), within(0.05f));
        // What moves both links alike leaves their balance alone.
        assertThat(scales.at(atom(calls, NOISY)).multiple()[EffectScales.BALANCE])
                .isCloseTo(1, within(0.15f));
    }

    @Test
    void littleKnownIsAsAnywhere() {
        List<CallEvidence> calls = sound(0, 4);
        PlaceScales.Place place = learned(calls).at(atom(calls, 10));
        assertThat(place.multiple()[DL]).isBetween(0.7f, 1.3f);
        assertThat(place.shift()[DL]).isCloseTo(0, within(0.6f));
        assertThat(PlaceScales.NONE.at(atom(calls, NOISY)).multiple()).containsOnly(1f);
        assertThat(PlaceScales.NONE.at(atom(calls, NOISY)).shift()).containsOnly(0f);
        // Neighbours are heard from anywhere.
        assertThat(learned(calls).at(atom(calls, -1)).multiple()).containsOnly(1f);
    }

    @Test
    void orderOfCallsAndWritingChangeNothing() throws IOException {
        List<CallEvidence> calls = sound(0, 300);
        List<CallEvidence> mixed = new ArrayList<>(calls);
        Collections.shuffle(mixed, new Random(3));
        PlaceScales scales = learned(calls);
        PlaceScales parallel = PlaceScales.learn(mixed.parallelStream(), Line.SCALES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        scales.write(new DataOutputStream(bytes));
        PlaceScales read = PlaceScales.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (Atom atom : calls.getFirst().atoms()) {
            for (PlaceScales other : List.of(parallel, read)) {
                assertThat(other.at(atom).multiple()).isEqualTo(scales.at(atom).multiple());
                assertThat(other.at(atom).shift()).isEqualTo(scales.at(atom).shift());
            }
        }
    }

    /** Where the reference is wrong by 4 dB sound calls show it as well: only what goes beyond it counts. */
    @Test
    void whatSoundCallsShowIsNoFault() {
        List<CallEvidence> history = Line.calls(0, 400, Line.weak(NOISY, 4));
        EffectScales placed = placed(history);
        float[] shift = placed.places().at(atom(history, NOISY)).shift();
        assertThat(shift[DL]).isCloseTo(-4 * 0.98f * 200 / 208, within(0.3f));
        assertThat(settled(Line.calls(400, 420, Line.weak(NOISY, 4)), Line.SCALES))
                .isNotEmpty();
        assertThat(settled(Line.calls(400, 420, Line.weak(NOISY, 4)), placed)).isEmpty();
        assertThat(settled(Line.calls(400, 420, Line.weak(NOISY, 10)), placed)).isNotEmpty();
    }

    /** Calls that differ by chance where calls do are no obstacle; as much in a quiet zone would be one. */
    @Test
    void aNoisyPlaceIsNoObstacle() {
        List<CallEvidence> few = Line.calls(400, 408, Line.weak(NOISY, 6));
        assertThat(settled(few, Line.SCALES)).isNotEmpty();
        assertThat(settled(few, placed(sound(0, 400)))).isEmpty();
    }

    private static EffectScales placed(List<CallEvidence> history) {
        EffectScales blind = Line.SCALES;
        return new EffectScales(
                blind.callSd(),
                blind.atomSd(),
                blind.inflation(),
                blind.stepRate(),
                blind.pairRate(),
                blind.absenceRate(),
                blind.late(),
                blind.beliefs(),
                blind.mixes(),
                learned(history));
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
