package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What was known of a fault once its first few calls had ended.
 *
 * <p>When an incident began is data, when somebody could first read of it is not: so the evidence of the calls that had
 * ended by then is weighed once more, as a run at that moment would have. A fault that fewer calls felt is looked at in the
 * results as they stand.
 *
 * @param passes calls that felt the fault and are looked at; one pass is one call of one train
 * @param then what was known when calls up to a time, epoch milliseconds, had ended
 */
public record EarlyLook(int passes, LongFunction<Results> then) {
    /** The number of calls within which a fault must be found. */
    public static final int PASSES = 10;

    /**
     * How a fault stood then.
     *
     * @param found whether an incident spoke of it
     * @param right whether its main incident named cause and entity
     */
    public record Standing(boolean found, boolean right) {}

    /**
     * How the fault stood.
     *
     * @param felt the calls labelled with it, by their end
     * @param now the results as they stand
     */
    Standing at(Truth truth, Truth.Fault fault, List<Results.Call> felt, Results now) {
        Results known =
                felt.size() <= passes ? now : then.apply(felt.get(passes - 1).endMs());
        IncidentMatcher matcher = new IncidentMatcher(truth, known);
        List<Results.Incident> incidents = new ArrayList<>(known.incidents());
        incidents.sort(Comparator.comparingLong(Results.Incident::openedAtMs).thenComparing(Results.Incident::id));
        Optional<Results.Incident> main = known.main(incidents.stream()
                .filter(i -> matcher.fault(i).filter(fault::equals).isPresent())
                .toList());
        return new Standing(
                main.isPresent(),
                main.filter(i -> i.cause() == fault.cause() && IncidentMatcher.entityRight(i, fault))
                        .isPresent());
    }
}
