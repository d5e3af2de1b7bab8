package org.lineside.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.railway.Railway;

/** Writes the truth: faults, and what every call felt of them. */
final class TruthWriter implements AutoCloseable {
    private final Railway railway;
    private final Path folder;
    private final ByteSink calls;
    private final ByteSink segments;

    TruthWriter(Railway railway, Path folder) throws IOException {
        this.railway = railway;
        this.folder = folder;
        calls = ByteSink.open(folder.resolve("calls.tsv"), false);
        segments = ByteSink.open(folder.resolve("segments.tsv"), false);
        calls.text("call_id\tmobile_id\ttrain_number\tday\troute\tnew\tanomalous\tfault_ids\taffected_seconds"
                        + "\tmean_effect\tunit\thard_negatives")
                .end();
        segments.text("call_id\tstart\tend\tfault_id").end();
    }

    void faults(List<Fault> faults) throws IOException {
        try (ByteSink out = ByteSink.open(folder.resolve("faults.tsv"), false)) {
            out.text("fault_id\tkind\tcause\tscope\tentity\tseverity\tunit\tstart\tend\tline\tkm_from\tkm_to\tdirection"
                            + "\tcells\tmobiles\thard_negative")
                    .end();
            for (Fault fault : faults) {
                fault(out, fault);
            }
        }
    }

    private void fault(ByteSink out, Fault fault) throws IOException {
        out.text(fault.id())
                .tab()
                .text(fault.kind().name().toLowerCase(Locale.ROOT))
                .tab();
        out.text(fault.kind().cause().word()).tab().text(fault.scope().word()).tab();
        out.text(fault.entity())
                .tab()
                .decimal(fault.severity(), 2)
                .tab()
                .text(fault.kind().unit())
                .tab();
        out.time(fault.startMs()).tab().time(fault.endMs()).tab();
        out.text(fault.line() == null ? "" : fault.line()).tab();
        if (fault.line() != null) {
            out.decimal(fault.kmFrom(), 3).tab().decimal(fault.kmTo(), 3);
        } else {
            out.tab();
        }
        out.tab().text(Integer.toString(fault.direction())).tab();
        out.text(String.join(
                        ",",
                        fault.cells().stream()
                                .map(c -> railway.cells().get(c).id())
                                .toList()))
                .tab();
        out.text(String.join(",", fault.mobiles()))
                .tab()
                .number(fault.kind().labelled() ? 0 : 1)
                .end();
    }

    void calls(List<CallLog> logs, LocalDate day, boolean fresh) throws IOException {
        for (CallLog log : logs) {
            call(log, day, fresh);
            for (FaultTally.Felt felt : log.tally.all()) {
                for (long[] segment : felt.segments) {
                    segments.text(log.plan.callId())
                            .tab()
                            .time(segment[0])
                            .tab()
                            .time(segment[1])
                            .tab();
                    segments.text(felt.fault.id()).end();
                }
            }
        }
    }

    private void call(CallLog log, LocalDate day, boolean fresh) throws IOException {
        StringBuilder ids = new StringBuilder();
        StringBuilder negatives = new StringBuilder();
        FaultTally.Felt strongest = null;
        for (FaultTally.Felt felt : log.tally.all()) {
            if (!felt.fault.kind().labelled()) {
                negatives.append(negatives.isEmpty() ? "" : ",").append(felt.fault.id());
                continue;
            }
            if (felt.labelled()) {
                ids.append(ids.isEmpty() ? "" : ",").append(felt.fault.id());
            }
            if (strongest == null || felt.seconds > strongest.seconds) {
                strongest = felt;
            }
        }
        calls.text(log.plan.callId())
                .tab()
                .text(log.plan.mobile().id())
                .tab()
                .text(log.trainNumber)
                .tab();
        calls.text(day.toString())
                .tab()
                .text(log.route)
                .tab()
                .number(fresh ? 1 : 0)
                .tab();
        calls.number(log.tally.anomalous() ? 1 : 0).tab().text(ids.toString()).tab();
        calls.decimal(strongest == null ? 0 : strongest.seconds, 2).tab();
        calls.decimal(strongest == null ? 0 : strongest.mean(), 2).tab();
        calls.text(strongest == null ? "" : strongest.fault.kind().unit()).tab();
        calls.text(negatives.toString()).end();
    }

    @Override
    public void close() throws IOException {
        try (calls;
                segments) {
            return;
        }
    }
}
