package org.lineside.config;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; says every problem at once. */
public final class ConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Takes at least one problem. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, in the order of the file and then of the options. */
    public List<Problem> problems() {
        return problems;
    }
}
