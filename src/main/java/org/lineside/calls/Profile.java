package org.lineside.calls;

import java.util.List;
import java.util.Optional;

/**
 * A radio technology as data: which columns carry which channel, in which range and unit.
 *
 * @param name the profile's name, {@code gsm-r} or {@code lte}
 * @param indicators the indicators in the order in which they are reported
 */
public record Profile(String name, List<Indicator> indicators) {
    /** Copies the list. */
    public Profile {
        indicators = List.copyOf(indicators);
    }

    /**
     * One indicator of a profile.
     *
     * @param channel what it speaks of
     * @param column the contract's column name, also the indicator's name in findings
     * @param unit unit of the reported value: {@code dBm}, {@code dB}, {@code class}, {@code symbol}
     * @param min smallest valid code in the file, inclusive
     * @param max largest valid code in the file, inclusive
     * @param integral whether only whole numbers are valid in the file
     * @param offset added to the code to get the value (−110 for RXLEV, 0 elsewhere)
     * @param censored whether the codes {@code min} and {@code max} mean "this or beyond"
     * @param higherIsBetter the good direction of the value
     */
    public record Indicator(
            Channel channel,
            String column,
            String unit,
            double min,
            double max,
            boolean integral,
            double offset,
            boolean censored,
            boolean higherIsBetter) {}

    /** The indicator that carries this channel, if the profile has one. */
    public Optional<Indicator> indicator(Channel channel) {
        return indicators.stream().filter(i -> i.channel() == channel).findFirst();
    }
}
