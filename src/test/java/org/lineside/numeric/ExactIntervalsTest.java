package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactIntervalsTest {
    /** SciPy 1.10.1, {@code scipy.stats.binomtest(x, n).proportion_ci(0.95, 'exact')}. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.30849710781876294",
        "1, 20, 0.0012650894979560337, 0.24873276277202772",
        "7, 20, 0.1539092047845412, 0.5921885345328283",
        "20, 20, 0.8315665290169145, 1.0",
        "995, 1000, 0.9883705294401879, 0.9983745804826267",
        "0, 72, 0.0, 0.0499440837058559",
        "0, 71, 0.0, 0.0506294079544039"
    })
    void proportions_have_the_interval_of_clopper_and_pearson(double count, double trials, double low, double high) {
        agree(ExactIntervals.proportion(count, trials), count / trials, low, high);
    }

    /** SciPy 1.10.1, {@code beta.ppf(.025, x, n - x + 1)} and {@code beta.ppf(.975, x + 1, n - x)}. */
    @ParameterizedTest
    @CsvSource({
        "2.5, 12, 0.03633775639867184, 0.5291910836265507",
        "0.4, 30, 2.418493781929889e-06, 0.13976734810997132",
        "29.75, 30, 0.8689520012649783, 0.9999999913201986"
    })
    void counts_that_are_not_whole_are_taken_as_they_are(double count, double trials, double low, double high) {
        agree(ExactIntervals.proportion(count, trials), count / trials, low, high);
    }

    /** SciPy 1.10.1, {@code chi2.ppf(.025, 2 * k) / 2 / t} and {@code chi2.ppf(.975, 2 * k + 2) / 2 / t}. */
    @ParameterizedTest
    @CsvSource({
        "0, 300, 0, 0.012296264847046452",
        "0, 368.888, 0, 0.009999998520184813",
        "1, 86.5, 0.000292691421783698, 0.06441206232299304",
        "12, 1000, 0.006200575108722218, 0.02096158504817696",
        "150, 2000, 0.06347808065062244, 0.08800858304853725"
    })
    void rates_have_the_interval_of_garwood(long events, double exposure, double low, double high) {
        agree(ExactIntervals.rate(events, exposure), events / exposure, low, high);
    }

    private static void agree(Interval interval, double value, double low, double high) {
        assertThat(interval.value()).isCloseTo(value, within(1e-15));
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }

    @Test
    void nothing_tried_is_nothing_known() {
        assertThat(ExactIntervals.proportion(0, 0)).isEqualTo(Interval.NONE);
        assertThat(ExactIntervals.rate(0, 0)).isEqualTo(Interval.NONE);
        assertThat(Interval.NONE.rounded(1000)).isEqualTo(Interval.NONE);
    }
}
