package org.lineside.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineside.store.Filter;
import picocli.CommandLine.Option;

/** The options with which a list is narrowed. */
final class FilterOptions {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "only what was seen since then: 2026-03-01, 2026-03-01T04:30:00Z, or 30m, 24h, 7d ago")
    @Nullable
    String since;

    @Option(names = "--cell", paramLabel = "ID", description = "only what touches this cell")
    @Nullable
    String cell;

    @Option(names = "--mobile", paramLabel = "ID", description = "only what touches this mobile")
    @Nullable
    String mobile;

    @Option(names = "--severity", paramLabel = "1..4", description = "only what is at least as severe; 1 is the worst")
    @Nullable
    Integer severity;

    @Option(names = "--all", description = "also what is closed or normal")
    boolean all;

    Filter filter(Instant now) {
        Integer limit = severity;
        if (limit != null && (limit < 1 || limit > 4)) {
            throw new UsageException("--severity " + limit + ": expected a number from 1 (worst) to 4");
        }
        return new Filter(since == null ? null : time(since, now).toEpochMilli(), cell, mobile, limit, all);
    }

    /** The time that {@code --since} means. */
    static Instant time(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--since " + text + ": expected a UTC date or time such as 2026-03-01 or 2026-03-01T04:30:00Z,"
                            + " or an age such as 24h or 7d");
        }
    }
}
