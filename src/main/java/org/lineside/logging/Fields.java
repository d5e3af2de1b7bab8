package org.lineside.logging;

import static net.logstash.logback.argument.StructuredArguments.value;

import java.nio.file.Path;
import net.logstash.logback.argument.StructuredArgument;

/**
 * Arguments of log messages that are fields of their own in the JSON log: {@code log.info("read {} lines of {} in {} s",
 * lines(n), file(path), seconds(t))} says the same in both forms.
 */
public final class Fields {
    private Fields() {}

    /** Field {@code stage}: the part of the run that speaks. */
    public static StructuredArgument stage(String name) {
        return value("stage", name);
    }

    /** Field {@code file}. */
    public static StructuredArgument file(Path path) {
        return value("file", path.toString());
    }

    /** Field {@code lines}. */
    public static StructuredArgument lines(long count) {
        return value("lines", count);
    }

    /** Field {@code seconds}, rounded to milliseconds. */
    public static StructuredArgument seconds(double duration) {
        return value("seconds", Math.round(duration * 1000) / 1000.0);
    }

    /** Any other field; the name in snake_case. */
    public static StructuredArgument field(String name, Object content) {
        return value(name, content);
    }
}
