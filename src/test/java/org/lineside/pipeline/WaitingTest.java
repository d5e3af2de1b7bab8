package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.calls.Call;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.config.Settings;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;
import org.lineside.intake.Profiles;
import org.lineside.store.codec.TraceCodec;

/** Calls that wait come out whole, in their order, each once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingTest {
    private CallSet calls = new CallSet(Profiles.load("gsm-r"), List.of(), List.of(), List.of(), List.of(), List.of());

    @BeforeAll
    void read(@TempDir Path folder) {
        Settings settings = Railway.setup(folder, 2).settings();
        calls = Intake.read(IntakeRequest.complete(
                        List.of(Railway.simulate(folder).resolve("history")), settings.intake(), 2))
                .calls();
    }

    private static List<String> ids(List<? extends Call> calls) {
        return calls.stream().map(c -> c.info().callId()).toList();
    }

    private static List<String> contents(List<CallTrace> traces) {
        return traces.stream()
                .map(t -> HexFormat.of().formatHex(TraceCodec.encode(t)))
                .toList();
    }

    @Test
    void eachIsTakenOnceInOrder() {
        Waiting waiting = new Waiting(calls);
        List<String> taken = new ArrayList<>();
        int events = 0;
        while (!waiting.calls().isEmpty()) {
            CallSet chunk = waiting.take();
            assertThat(chunk.traces()).isNotEmpty();
            events += chunk.events().size();
            taken.addAll(ids(chunk.traces()));
        }
        assertThat(taken).isEqualTo(ids(calls.calls()));
        assertThat((long) events)
                .isEqualTo(calls.events().stream()
                        .filter(e -> e.callId() != null && taken.contains(e.callId()))
                        .count());
        assertThat(waiting.take().traces()).isEmpty();
    }

    @Test
    void takenInSmallPartsTheyAreTheSame() {
        List<CallTrace> inParts = new ArrayList<>();
        Waiting waiting = new Waiting(calls, calls.calls(), 1000);
        while (!waiting.calls().isEmpty()) {
            List<CallTrace> chunk = waiting.take().traces();
            int samples = chunk.stream().mapToInt(CallTrace::size).sum();
            assertThat(samples - chunk.getLast().size()).as("no call too many").isLessThan(1000);
            inParts.addAll(chunk);
        }
        assertThat(ids(inParts)).isEqualTo(ids(calls.calls()));
        assertThat(contents(new Waiting(calls).takeAll())).isEqualTo(contents(inParts));
    }
}
