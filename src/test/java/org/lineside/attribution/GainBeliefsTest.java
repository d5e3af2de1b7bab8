package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GainBeliefsTest {
    private static double belief(GainBeliefs beliefs, double gain) {
        return beliefs.beliefs(0, 0, 1)[GainBeliefs.step(gain)];
    }

    /** Of 10,000 sound calls whose ratios have an exponential tail of mean 2, exp(−g/2) reach g: so far it is believed. */
    @Test
    void outliersAreBelievedAsFarAsTheyAreRare() {
        SplittableRandom random = new SplittableRandom(7);
        GainBeliefs beliefs = GainBeliefs.none(1, 1);
        for (int i = 0; i < 10_000; i++) {
            beliefs.add(0, 0, -2 * Math.log(1 - random.nextDouble()));
        }
        for (double gain : new double[] {2, 4, 6, 8}) {
            assertThat(belief(beliefs, gain)).as("at %s", gain).isCloseTo(gain / 2, within(0.3));
        }
    }

    @Test
    void whatNobodyReachedIsRarerThanOneOfAll() {
        GainBeliefs beliefs = GainBeliefs.none(1, 1);
        for (int i = 0; i < 999; i++) {
            beliefs.add(0, 0, -1);
        }
        assertThat(belief(beliefs, 20)).isCloseTo(Math.log(1000), within(1e-9));
        assertThat(belief(beliefs, 1e9)).isEqualTo(belief(beliefs, 20));
        assertThat(beliefs.beliefs(0, 0, 9)[GainBeliefs.step(20)]).isCloseTo(Math.log(112), within(1e-9));
    }

    @Test
    void withoutHistoryNothingIsBelieved() {
        assertThat(belief(GainBeliefs.none(1, 1), 30)).isZero();
    }

    @Test
    void noHistoryMakesOneCallEnough() {
        GainBeliefs beliefs = GainBeliefs.none(1, 1);
        for (int i = 0; i < 1_000_000; i++) {
            beliefs.add(0, 0, 0);
        }
        assertThat(belief(beliefs, 30)).isEqualTo(GainBeliefs.MOST).isLessThan(Hypotheses.THRESHOLD);
    }

    @Test
    void sumsAndSurvivesWriting() throws IOException {
        GainBeliefs a = GainBeliefs.none(2, 3);
        GainBeliefs b = GainBeliefs.none(2, 3);
        a.add(1, 2, 5);
        b.add(1, 2, 0);
        GainBeliefs sum = a.plus(b);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sum.write(new DataOutputStream(bytes));
        GainBeliefs read = GainBeliefs.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.beliefs(1, 2, 1)).containsExactly(sum.beliefs(1, 2, 1));
        assertThat(sum.beliefs(1, 2, 1)[GainBeliefs.step(5)]).isCloseTo(Math.log(3 / 2.0), within(1e-12));
    }
}
