package org.lineside.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Every verb there is. */
final class Verbs {
    /** In the order in which the help shows them. */
    static final List<Entry> ALL =
            List.of(new Entry("config", "show or check the configuration in force", ConfigVerb::new));

    private Verbs() {}

    /**
     * A verb, made only when it is asked for.
     *
     * @param name what people type
     * @param description one line for the help
     * @param maker makes the object that picocli fills and that does the work
     */
    record Entry(String name, String description, Supplier<Verb> maker) {}

    static Optional<Entry> named(String name) {
        return ALL.stream().filter(v -> v.name().equals(name)).findFirst();
    }
}
