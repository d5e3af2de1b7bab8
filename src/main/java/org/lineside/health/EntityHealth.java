package org.lineside.health;

import java.util.List;
import org.lineside.calls.Channel;
import org.lineside.numeric.Interval;

/**
 * How far a cell or a mobile lay off its reference on a day, the other's part taken out.
 *
 * @param entity cell id or mobile id
 * @param day ISO-8601 date, UTC
 * @param calls calls in which it was compared with a reference
 * @param others of a cell the mobiles it was met by, of a mobile the cells it met
 * @param effects per {@code Channel}, in the channel's unit and sign; {@link Interval#NONE} where nothing is known
 */
public record EntityHealth(String entity, String day, int calls, int others, List<Interval> effects) {
    /** The effect on one channel. */
    public Interval effect(Channel channel) {
        return effects.get(channel.ordinal());
    }
}
