package org.lineside.drift;

import java.util.Comparator;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;

/**
 * What is watched for drift: one channel of one cell or mobile.
 *
 * @param scope cell or mobile
 * @param entity the cell or the mobile
 * @param channel the channel
 */
public record Series(Scope scope, String entity, Channel channel) implements Comparable<Series> {
    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::scope).thenComparing(Series::entity).thenComparing(Series::channel);

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
