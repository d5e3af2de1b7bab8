package org.lineside.intake.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.lineside.calls.assembly.Dictionary;
import org.lineside.intake.Profiles;
import org.lineside.intake.lines.BadHeaderException;
import org.lineside.intake.lines.Header;
import org.lineside.intake.lines.LineParser;
import org.lineside.intake.lines.Numbering;
import org.lineside.intake.lines.ParsedChunk;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per measurement line of about 145 bytes with six neighbours, one thread, text in the cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LineParserBenchmark {
    private static final int LINES = 4000;
    private static final String HEADER = "call_id\ttime\tcell_id\tmobile_id\trxlev_dl\trxlev_ul\trxqual_dl\trxqual_ul"
            + "\ttiming_advance\tms_power_dbm\tbs_power_att_db\tarfcn\ttimeslot\tneighbours";

    private byte[] text = {};
    private int size;
    private LineParser parser = parser();

    private static LineParser parser() {
        try {
            Header header = Header.parse(HEADER, Map.of(), Profiles.allowed("gsm-r"));
            return LineParser.of(header, new Numbering(new Dictionary(), new Dictionary(), new Dictionary()));
        } catch (BadHeaderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the text. */
    @Setup
    public void prepare() {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            int cell = 1000 + random.nextInt(400);
            lines.append(String.format(
                    "C%08d\t2026-03-01T04:%02d:%02d.%03dZ\tBTS-%d\tM%d\t%d\t%d\t0\t1\t%d\t39\t0\t%d\t3\t",
                    i % 60,
                    i / 60 % 60,
                    i % 60,
                    random.nextInt(1000),
                    cell,
                    1000 + i % 60,
                    random.nextInt(64),
                    random.nextInt(64),
                    random.nextInt(20),
                    955 + cell % 19));
            for (int n = 1; n <= 6; n++) {
                lines.append(n > 1 ? "," : "").append("BTS-").append(cell + n).append(':');
                lines.append(random.nextInt(64));
            }
            lines.append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        size = bytes.length;
        text = Arrays.copyOf(bytes, size + LineParser.PADDING);
        parser = parser();
    }

    /** Splits, parses and packs. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public ParsedChunk parse() {
        return parser.parse(text, 0, size);
    }
}
