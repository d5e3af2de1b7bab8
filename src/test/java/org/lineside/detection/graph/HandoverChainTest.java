package org.lineside.detection.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.FourCells;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.intake.Profiles;

/** A history of twenty calls C00 → C01 → C02 → C03, twenty samples each, and what differs from it. */
class HandoverChainTest {
    private static final int CELLS = FourCells.CELLS;
    private static final int STAY = FourCells.STAY;
    private static final Room.Context CONTEXT = new Room.Context(
            FourCells.model(),
            Profiles.load("gsm-r"),
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")).decision());
    private static final Detector ROOM = HandoverChain.room().train(CONTEXT, HandmadeCalls.listed(history()));
    private static final List<Look> LOOKS =
            HandoverChain.looks(CONTEXT, CONTEXT.model().graph(), CauseRates.learn(HandmadeCalls.listed(history())));

    /** Twenty calls, each with its handovers commanded for a better cell. */
    private static List<ComparedCall> history() {
        return IntStream.range(0, 20)
                .mapToObj(i -> commanded(FourCells.usual().build(), "better_cell"))
                .toList();
    }

    private static ComparedCall commanded(CallTrace trace, String... causes) {
        List<RadioEvent> events = new ArrayList<>();
        for (int v = 1; v < 4; v++) {
            String cause = causes[Math.min(v, causes.length) - 1];
            events.add(new RadioEvent(trace.startMs()[v * STAY], "HO_COMMAND", "c", "C0" + (v - 1), "C0" + v, cause));
        }
        return HandmadeCalls.with(HandmadeCalls.sound(trace), events);
    }

    private static Observation strongest(ComparedCall call, String look) {
        return LOOKS.stream()
                .filter(l -> l.name().equals(look))
                .flatMap(l -> l.at(Scene.of(call, false)).stream())
                .max(Comparator.comparingDouble(Observation::score))
                .orElseThrow();
    }

    private static Observation strongestOf(ComparedCall call, String statistic) {
        return ((Outcome.Observed) ROOM.observe(call))
                .observations().stream()
                        .filter(o -> o.statistic() == ROOM.statistics().indexOf(statistic))
                        .max(Comparator.comparingDouble(Observation::score))
                        .orElseThrow();
    }

    @Test
    void usualCallIsNotRelevantInAnything() {
        ComparedCall call = HandmadeCalls.sound(FourCells.usual().build());
        assertThat(((Outcome.Observed) ROOM.observe(call)).observations())
                .isNotEmpty()
                .noneMatch(Observation::relevant);
        assertThat(strongest(call, "transition").score()).isLessThan(0.1);
    }

    /** By hand: 20 departures from C00, none to C02: first order (0 + 0.5 / 6) / (20 + 0.5) = 0.00407, −log10 = 2.391. */
    @Test
    void handoverNeverSeenBefore() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(2, 2 * STAY)
                .build();
        Observation seen = strongest(HandmadeCalls.sound(trace), "transition");
        assertThat(seen.score()).isCloseTo(-Math.log10(0.5 / 6 / 20.5), within(1e-6));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.facts())
                .containsEntry("from", "C00")
                .containsEntry("to", "C02")
                .containsEntry("usual", "C01");
        assertThat(seen.from()).isEqualTo(STAY - 2);
        assertThat(seen.to()).isEqualTo(STAY + 2);
    }

    /** The same handover onto another route is told as a change of route. */
    @Test
    void unseenHandoverOntoAnotherRoute() {
        CallTrace trace =
                new TraceBuilder("c", "m", CELLS).stay(0, STAY).stay(2, STAY).build();
        int[] route = new int[2 * STAY];
        Arrays.fill(route, STAY, 2 * STAY, 1);
        Observation seen = strongest(HandmadeCalls.on(trace, route), "transition");
        assertThat(seen.relevant()).isFalse();
        assertThat(seen.facts()).containsEntry("route_change", true);
    }

    @Test
    void pingPongsAreCounted() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 3)
                .stay(0, 3)
                .stay(1, 3)
                .stay(0, 3)
                .stay(1, STAY)
                .build();
        Observation seen = strongest(HandmadeCalls.sound(trace), "ping-pong");
        assertThat(seen.observed()).isEqualTo(4);
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.score()).isEqualTo(4);
        assertThat(seen.from()).isEqualTo(STAY - 1);
        assertThat(seen.to()).isEqualTo(STAY + 13);
    }

    @Test
    void turningBackIsNoPingPong() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, STAY)
                .stay(0, STAY)
                .build();
        assertThat(strongest(HandmadeCalls.sound(trace), "ping-pong").observed())
                .isZero();
    }

    /** Two minutes hold what belongs together; returns far apart are each one. */
    @Test
    void pingPongsFarApartAreNotAddedUp() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 3)
                .stay(0, 70)
                .stay(1, 3)
                .stay(0, STAY)
                .build();
        assertThat(strongest(HandmadeCalls.sound(trace), "ping-pong").observed())
                .isEqualTo(1);
    }

    /** 20 samples of 1.92 s end 0.48 s early: 37.9 s usually; 3 samples are 5.3 s. */
    @Test
    void stayFarTooShort() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, STAY)
                .stay(2, 3)
                .stay(3, STAY)
                .build();
        Observation seen = strongest(HandmadeCalls.sound(trace), "dwell");
        assertThat(seen.expected()).isCloseTo(37.92, within(0.01));
        assertThat(seen.observed()).isCloseTo(5.28, within(0.01));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.from()).isEqualTo(2 * STAY);
        assertThat(seen.to()).isEqualTo(2 * STAY + 3);
    }

    @Test
    void stayFarTooLongIsAStandstill() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 400)
                .stay(2, STAY)
                .build();
        assertThat(strongest(HandmadeCalls.sound(trace), "dwell").score()).isNegative();
    }

    @Test
    void neighbourThatShouldHaveTakenOver() {
        TraceBuilder call = new TraceBuilder("c", "m", CELLS);
        for (int i = 0; i < 40; i++) {
            call.add(0).dbm(-90, -90).hears(1, i >= 30 ? -80 : -95).hears(2, -100);
        }
        Observation seen = strongest(HandmadeCalls.sound(call.build()), "stronger neighbour");
        assertThat(seen.observed()).isCloseTo(10, within(1e-6));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.from()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void failuresAreCounted() {
        CallTrace trace = FourCells.usual().build();
        long at = trace.startMs()[50];
        List<RadioEvent> events = List.of(
                new RadioEvent(at, "HO_COMMAND", "c", "C02", "C03", null),
                new RadioEvent(at, "HO_FAILURE", "c", "C02", "C03", null));
        Observation seen = strongest(HandmadeCalls.with(HandmadeCalls.sound(trace), events), "handover failure");
        assertThat(seen.observed()).isEqualTo(1);
        assertThat(seen.facts()).containsEntry("target", "C03");
        assertThat(seen.from()).isBetween(48, 50);
        assertThat(seen.to()).isBetween(51, 53);
        assertThat(strongest(HandmadeCalls.sound(trace), "handover failure").relevant())
                .isFalse();
    }

    /** C01 goes on serving where C02 always did. */
    @Test
    void serverWhereItNeverServes() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 2 * STAY)
                .stay(3, STAY)
                .build();
        ComparedCall call = HandmadeCalls.sound(trace);
        for (int i = 2 * STAY; i < 3 * STAY; i++) {
            call.entry()[i] = -1;
        }
        Observation seen = strongest(call, "server");
        // The model expects 0 dBm everywhere: what is received is what is lost.
        double lost = -trace.channel(Channel.LEVEL_DL)[2 * STAY];
        assertThat(seen.score()).isCloseTo(lost, within(1e-3));
        assertThat(seen.effect()).isCloseTo(-lost, within(1e-3));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.from()).isEqualTo(2 * STAY);
        assertThat(seen.to()).isEqualTo(3 * STAY);
        assertThat(seen.facts()).containsEntry("cell", "C01").containsEntry("usual", "C02");
    }

    /** C02 neither serves nor is heard over its twenty places; heard as a neighbour it is there. */
    @Test
    void cellThatIsMissedWhereItAlwaysServed() {
        TraceBuilder silent = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 2 * STAY)
                .stay(3, STAY);
        Observation seen = strongest(HandmadeCalls.sound(silent.build()), "absent cell");
        assertThat(seen.score()).isEqualTo(20);
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.from()).isEqualTo(2 * STAY);
        assertThat(seen.to()).isEqualTo(3 * STAY);
        assertThat(seen.facts()).containsEntry("absent", "C02");
        TraceBuilder heard = new TraceBuilder("c", "m", CELLS).stay(0, STAY).stay(1, STAY);
        for (int i = 0; i < STAY; i++) {
            heard.add(1).hears(2, -90);
        }
        assertThat(strongest(HandmadeCalls.sound(heard.build()), "absent cell").relevant())
                .isFalse();
    }

    /** C02 lies between: it is skipped, and counts even where the edge was seen before. */
    @Test
    void skippedCell() {
        CallTrace trace = new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, STAY)
                .stay(3, STAY)
                .build();
        Observation seen = strongest(HandmadeCalls.sound(trace), "transition");
        assertThat(seen.facts()).containsEntry("skipped", "C02");
        assertThat(seen.relevant()).isTrue();
    }

    /**
     * By hand: 60 commands, no emergency: the rate over all is 0.5 / 61; that of C00, shrunk, (0 + 5 · 0.5 / 61) / (20 + 5)
     * = 0.00164, taken for 0.002 at least: each rescue counts −log10 0.002 = 2.699.
     */
    @Test
    void rescuesWhereNoneWere() {
        Scene scene = Scene.of(commanded(FourCells.usual().build(), "better_cell", "4", "dl_quality"), false);
        List<Observation> seen = new Rescues(CauseRates.learn(HandmadeCalls.listed(history()))).at(scene);
        assertThat(seen).hasSize(2).allSatisfy(o -> {
            assertThat(o.score()).isCloseTo(2 * -Math.log10(0.002), within(1e-9));
            assertThat(o.observed()).isEqualTo(2);
            assertThat(o.relevant()).isTrue();
            assertThat(o.facts()).containsEntry("causes", Map.of("downlink_quality", 2));
        });
        // Twenty samples of 1.92 s lie between them: two stretches, not one from first to last.
        assertThat(seen.getFirst().from()).isEqualTo(2 * STAY - 1);
        assertThat(seen.getFirst().to()).isEqualTo(2 * STAY + 2);
        assertThat(seen.getLast().from()).isEqualTo(3 * STAY - 1);
    }

    @Test
    void rescuesAreNotSpokenOfWithoutCauses() {
        Look rescues = new Rescues(CauseRates.learn(HandmadeCalls.listed(List.of())));
        assertThat(rescues.at(Scene.of(commanded(FourCells.usual().build(), "4"), false)))
                .isEmpty();
    }

    /** Measured by what one call in a hundred of the history reaches; the fact says which look it was. */
    @Test
    void measuresByTheHistory() {
        ComparedCall sound = history().getFirst();
        ComparedCall thrown = HandmadeCalls.sound(new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, 3)
                .stay(0, 3)
                .stay(1, 3)
                .stay(0, 3)
                .stay(1, STAY)
                .build());
        assertThat(strongestOf(sound, "return").score()).isLessThan(0.5);
        assertThat(strongestOf(thrown, "return").score()).isEqualTo(4);
        assertThat(strongestOf(thrown, "return").facts())
                .containsEntry("look", "ping-pong")
                .containsEntry("look_score", 4.0);
    }

    @Test
    void whatWasTrainedIsReadAgain() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ROOM.write(new DataOutputStream(bytes));
        Detector again =
                HandoverChain.room().read(CONTEXT, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        ComparedCall call = commanded(FourCells.usual().build(), "better_cell", "4");
        assertThat(again.observe(call)).isEqualTo(ROOM.observe(call));
    }

    @Test
    void emptyCall() {
        ComparedCall call = HandmadeCalls.sound(new TraceBuilder("c", "m", CELLS).build());
        assertThat(((Outcome.Observed) ROOM.observe(call)).observations()).isEmpty();
    }
}
