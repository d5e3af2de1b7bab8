package org.lineside.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Every verb there is. */
final class Verbs {
    /** In the order in which the help shows them. */
    static final List<Entry> ALL = List.of(
            new Entry("run", "take up the files in incoming/: what the timer starts", RunVerb::new),
            new Entry("learn", "build references from files of healthy days", LearnVerb::new),
            new Entry("detect", "judge the calls in files against the references in force", DetectVerb::new),
            new Entry("check", "validate files, and compare them with the references in force", CheckVerb::new),
            new Entry("status", "how the watch is: runs, references, calls, incidents", StatusVerb::new),
            new Entry("incidents", "list what to act on", () -> new ListVerb(ListVerb.Subject.INCIDENTS)),
            new Entry(
                    "findings",
                    "list the stretches of calls that deviate",
                    () -> new ListVerb(ListVerb.Subject.FINDINGS)),
            new Entry("calls", "list judged calls", () -> new ListVerb(ListVerb.Subject.CALLS)),
            new Entry("health", "how cells, mobiles, handovers, places and the network are, by day", HealthVerb::new),
            new Entry("explain", "show everything about one call or incident", ExplainVerb::new),
            new Entry("publish", "write the metrics anew, and record a run that was killed", PublishVerb::new),
            new Entry("simulate", "write the measurements of a railway with labelled faults", SimulateVerb::new),
            new Entry("evaluate", "score results against the labels of a simulation", EvaluateVerb::new),
            new Entry("models", "list, show, promote or roll back the references", ModelsVerb::new),
            new Entry("config", "show or check the configuration in force", ConfigVerb::new));

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
