package org.lineside.cli.output;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the terminal.
 *
 * @param columns its width in characters, 100 when unknown
 * @param errors whether the error stream is shown on one
 */
public record Terminal(int columns, boolean errors) {
    private static final int USUAL_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;

    /** No terminal, and the width that is usual. */
    public static final Terminal NONE = new Terminal(USUAL_COLUMNS, false);

    /**
     * What the launcher found out: a JVM can't ask for it without more modules.
     *
     * @param property looks a system property up, null when there is none
     */
    public static Terminal detect(Function<String, @Nullable String> property) {
        return new Terminal(
                width(property.apply("lineside.terminal.columns")),
                "true".equals(property.apply("lineside.terminal.errors")));
    }

    private static int width(@Nullable String text) {
        try {
            int width = text == null ? 0 : Integer.parseInt(text);
            return width <= 0 ? USUAL_COLUMNS : Math.max(width, FEWEST_COLUMNS);
        } catch (NumberFormatException notANumber) {
            return USUAL_COLUMNS;
        }
    }
}
