package org.lineside.cli.view;

import java.util.List;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Finding;

/** Calls and findings as lists. */
public final class CallView {
    /** Judged calls. */
    public static final Listing<CallVerdict> CALLS = new Listing<>(List.of(
            Column.time("end_time", v -> v.info().endMs()),
            Column.id("call_id", v -> v.info().callId()),
            Column.id("mobile_id", v -> v.info().mobileId()),
            Column.text("service", v -> v.info().service()),
            Column.text("verdict", v -> v.verdict().word()),
            Column.number("score", CallVerdict::score),
            Column.number("p_value", CallVerdict::pValue).onlyInFull(),
            Column.number("samples", CallVerdict::samples).onlyInFull(),
            Column.id("reference_id", CallVerdict::referenceId).onlyInFull(),
            Column.time("start_time", (CallVerdict v) -> v.info().startMs()).onlyInFull(),
            Column.number("anomalous", (CallVerdict v) -> v.anomalous() ? 1 : 0).onlyInFull(),
            Column.text("train_number", (CallVerdict v) -> v.info().trainNumber())
                    .onlyInFull(),
            Column.text("mobile_model", (CallVerdict v) -> v.info().mobileModel())
                    .onlyInFull(),
            Column.text("explanation", CallVerdict::explanation)));

    /** Findings. */
    public static final Listing<Finding> FINDINGS = new Listing<>(List.of(
            Column.time("start_time", Finding::startMs),
            Column.id("call_id", Finding::callId),
            Column.id("mobile_id", Finding::mobileId),
            Column.id("cell_id", Finding::cellId),
            Column.text("indicator", Finding::indicator),
            Column.number("effect", Finding::effect),
            Column.text("unit", Finding::unit),
            Column.number("score", Finding::score),
            Column.text("method", Finding::method).onlyInFull(),
            Column.text("incident_id", Finding::incidentId),
            Column.id("finding_id", Finding::findingId).onlyInFull(),
            Column.time("end_time", Finding::endMs).onlyInFull(),
            Column.number("observed", Finding::observed).onlyInFull(),
            Column.number("expected", Finding::expected).onlyInFull(),
            Column.number("p_value", Finding::pValue).onlyInFull(),
            Column.number("q_value", Finding::qValue).onlyInFull(),
            Column.json("evidence", Finding::evidence)));

    private CallView() {}
}
