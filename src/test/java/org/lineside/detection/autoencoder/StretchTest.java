package org.lineside.detection.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static float[] bump(int places, int from, int to, float error) {
        float[] perPlace = new float[places];
        Arrays.fill(perPlace, 1);
        Arrays.fill(perPlace, from, to, error);
        return perPlace;
    }

    @Test
    void growsToWhereTheExcessEnds() {
        assertThat(new Stretch(24, 36, 9).exact(bump(80, 20, 50, 9), 1)).isEqualTo(new Stretch(20, 50, 9));
    }

    @Test
    void shrinksToWhereTheExcessIs() {
        assertThat(new Stretch(12, 48, 4).exact(bump(80, 30, 36, 20), 1)).isEqualTo(new Stretch(30, 36, 4));
    }

    @Test
    void bridgesGapsAndPlacesWithoutMeasurement() {
        float[] perPlace = bump(80, 20, 50, 9);
        perPlace[30] = 1;
        perPlace[40] = Float.NaN;
        assertThat(new Stretch(24, 36, 9).exact(perPlace, 1)).isEqualTo(new Stretch(20, 50, 9));
    }

    @Test
    void endsWithTheCall() {
        assertThat(new Stretch(0, 12, 9).exact(bump(12, 0, 12, 9), 1)).isEqualTo(new Stretch(0, 12, 9));
    }

    @Test
    void isOnePlaceWhereNothingExceedsTheUsual() {
        assertThat(new Stretch(5, 17, 1).exact(bump(30, 0, 0, 1), 1)).isEqualTo(new Stretch(5, 6, 1));
    }
}
