package org.lineside.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class CalibrationPlotTest {
    /** scipy 1.17.1: binom.ppf([0.025, 0.975], n, level) / n. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 100, 0.4, 0.6",
        "0.1, 373.3, 0.06970509383378017, 0.13136729222520108",
        "0.01, 373.3, 0.002680965147453083, 0.021447721179624665",
        "0.001, 1000, 0.0, 0.003",
        "0.0001, 50, 0.0, 0.0"
    })
    void bandIsTheBinomialOne(double level, double independent, double low, double high) {
        assertThat(CalibrationPlot.band(level, independent)).containsExactly(low, high);
    }

    /** Of 2000 samples of uniform p-values 95 % lie within the band at a level, up to its steps. */
    @Test
    void bandHoldsUniformSamples() {
        SplittableRandom random = new SplittableRandom(3);
        double[] band = CalibrationPlot.band(0.1, 300);
        int inside = 0;
        for (int i = 0; i < 2000; i++) {
            double share = new NullCalls(random.doubles(300).toArray(), 300, 300).share(0.1);
            inside += share >= band[0] && share <= band[1] ? 1 : 0;
        }
        assertThat(inside / 2000.0).isBetween(0.94, 0.98);
    }

    /** It is XML, holds a curve for each railway and one for all, and knows dark ground. */
    @Test
    void isSvg() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        List<NullCalls> railways = List.of(
                new NullCalls(random.doubles(100).toArray(), 50, 100),
                new NullCalls(random.doubles(120).toArray(), 60, 120));
        String svg = CalibrationPlot.svg(railways);

        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(svg.split("class=\"one\"", -1)).hasSize(railways.size() + 2); // and in the legend
        assertThat(svg)
                .contains("prefers-color-scheme: dark")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
    }
}
