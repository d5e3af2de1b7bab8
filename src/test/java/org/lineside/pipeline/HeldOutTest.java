package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;
import org.lineside.intake.Profiles;
import org.lineside.references.ReferenceLearner;

/** A held-out call is compared as a new one would be: by what others tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldOutTest {
    private static final String LONELY = "m000x1";

    private CallSet history =
            new CallSet(Profiles.load("gsm-r"), List.of(), List.of(), List.of(), List.of(), List.of());
    private ReferenceLearner.Learned learned = ReferenceLearner.learn(history, 3);
    private List<ComparedCall> heldOut = List.of();

    /** A railway on which one mobile was met in a single train run. */
    @BeforeAll
    void learn(@TempDir Path folder) {
        Settings settings = Railway.setup(folder, 2).settings();
        CallSet read = Intake.read(IntakeRequest.complete(
                        List.of(Railway.simulate(folder).resolve("history")), settings.intake(), 2))
                .calls();
        String run = HeldOut.trainRun(read.traces().getFirst());
        history = new CallSet(
                read.profile(),
                read.cellNames(),
                read.traces().stream()
                        .map(t -> HeldOut.trainRun(t).equals(run)
                                ? t.withInfo(t.info().ofMobile(LONELY))
                                : t)
                        .toList(),
                read.cells(),
                read.works(),
                read.events());
        learned = ReferenceLearner.learn(history, settings.references().provisionalCalls());
        heldOut = new HeldOut(HeldOut.Parts.of(learned, history, settings), settings).map(c -> c);
    }

    @Test
    void allCallsAreHeldOutAlsoThoseNoRouteWasLearnedFrom() {
        assertThat(heldOut.stream().map(c -> c.trace().info().callId()))
                .containsExactlyElementsOf(
                        history.traces().stream().map(t -> t.info().callId()).toList());
        assertThat(learned.passes().stream().mapToInt(List::size).sum())
                .isPositive()
                .isLessThan(heldOut.size());
    }

    @Test
    void whatACallTellsOfItsMobileIsNotHeldAgainstIt() {
        assertThat(learned.model().offsets()).containsKey(LONELY);
        Set<String> known = heldOut.stream()
                .filter(ComparedCall::mobileKnown)
                .map(c -> c.trace().info().mobileId())
                .collect(Collectors.toSet());
        assertThat(known).hasSizeGreaterThan(1).doesNotContain(LONELY);
    }

    @Test
    void ofMoreThanEnoughCallsSomeAreDrawnByLot() {
        List<CallTrace> all = history.traces();
        int half = all.size() / 2;
        List<CallTrace> drawn = HeldOut.drawn(all, half);
        assertThat(drawn).hasSize(half).isSubsetOf(all);
        assertThat(drawn).as("in their order").isSortedAccordingTo(Comparator.comparingInt(all::indexOf));
        assertThat(HeldOut.drawn(all.reversed(), half)).hasSameElementsAs(drawn);
        long early = drawn.stream().filter(t -> all.indexOf(t) < half).count();
        assertThat(early).as("from all over the history").isBetween(half / 4L, 3L * half / 4);
        assertThat(HeldOut.drawn(all, all.size())).isEqualTo(all);
    }

    @Test
    void callsOfOneTrainRunAreHeldOutTogether() {
        Map<String, List<Integer>> halves = history.traces().stream()
                .collect(Collectors.groupingBy(
                        HeldOut::trainRun, Collectors.mapping(HeldOut::half, Collectors.toList())));
        assertThat(halves.values()).allMatch(h -> h.stream().distinct().count() == 1);
        assertThat(history.traces().stream().map(HeldOut::half).distinct()).containsExactlyInAnyOrder(0, 1);
    }
}
