package org.lineside.intake;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.lineside.calls.CallTrace;

/** Traces as text, every bit of them, so that they can be compared. */
final class Traces {
    private Traces() {}

    static String text(CallTrace t) {
        return String.join(
                "\n",
                t.info().toString(),
                t.profile(),
                Arrays.toString(t.startMs()),
                Arrays.toString(t.endMs()),
                Arrays.stream(t.cell()).mapToObj(c -> t.cells().get(c)).collect(Collectors.joining(",")),
                Arrays.toString(t.reports()),
                Arrays.toString(t.downlinkReports()),
                Arrays.toString(t.afterHandover()),
                Arrays.deepToString(t.channels()),
                Arrays.toString(t.censored()),
                Arrays.toString(t.censoredUplink()),
                Arrays.toString(t.badDownlink()),
                Arrays.toString(t.bsAttenuationDb()),
                Arrays.toString(t.msPowerDbm()),
                Arrays.toString(t.trackKm()),
                Arrays.toString(t.latitude()),
                Arrays.toString(t.longitude()),
                Arrays.toString(t.arfcn()),
                Arrays.toString(t.neighbourStart()),
                Arrays.stream(t.neighbourCell()).mapToObj(c -> t.cells().get(c)).collect(Collectors.joining(",")),
                Arrays.toString(t.neighbourDbm()),
                "" + t.neighboursDelivered());
    }

    static String text(IntakeResult r) {
        return r.calls().cellNames() + "\n" + r.files() + "\n" + r.firstRejects() + "\n"
                + r.calls().traces().stream()
                        .map(t -> text(t) + Arrays.toString(t.cell()) + Arrays.toString(t.neighbourCell()))
                        .collect(Collectors.joining("\n"));
    }
}
