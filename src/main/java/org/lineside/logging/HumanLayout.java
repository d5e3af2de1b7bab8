package org.lineside.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A log line for people: time of day in UTC, level, the run, the message, and the facts that the message doesn't say as
 * {@code name=value}.
 */
final class HumanLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final boolean withTime;

    /** Lines with the time, unless whoever takes them adds it, as the journal does. */
    HumanLayout(boolean withTime) {
        this.withTime = withTime;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(120);
        if (withTime) {
            TIME.formatTo(event.getInstant(), line);
            line.append(' ');
        }
        line.append(String.format(Locale.ROOT, "%-5s ", event.getLevel()));
        String run = event.getLoggerContextVO().getPropertyMap().get(Logging.RUN_ID);
        if (run != null) {
            line.append("[run ").append(run).append("] ");
        }
        line.append(event.getFormattedMessage());
        for (Map.Entry<String, String> fact : event.getMDCPropertyMap().entrySet()) {
            line.append(' ').append(fact.getKey()).append('=').append(fact.getValue());
        }
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(fact -> line.append(' ').append(fact));
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
        return line.toString();
    }
}
