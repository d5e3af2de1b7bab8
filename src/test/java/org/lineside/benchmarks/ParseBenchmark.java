package org.lineside.benchmarks;

import java.util.List;
import java.util.Map;
import org.lineside.calls.assembly.Dictionary;
import org.lineside.intake.Profiles;
import org.lineside.intake.lines.BadHeaderException;
import org.lineside.intake.lines.Header;
import org.lineside.intake.lines.LineParser;
import org.lineside.intake.lines.Numbering;
import org.lineside.intake.lines.ParsedChunk;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measurement lines, every column with neighbours, into packed rows. */
@State(Scope.Thread)
public class ParseBenchmark {
    /** As much at a time as the program takes. */
    private static final int PIECE_BYTES = 1 << 20;

    private final byte[] text;
    private final int size;
    private final LineParser parser;

    /** Takes the first piece of a day. */
    public ParseBenchmark() {
        SimulatedRailway railway = SimulatedRailway.make();
        text = railway.lines();
        int end = Math.min(PIECE_BYTES, text.length - Long.BYTES);
        while (text[end - 1] != '\n') {
            end--;
        }
        size = end;
        parser = LineParser.of(
                header(railway.header()), new Numbering(new Dictionary(), new Dictionary(), new Dictionary()));
    }

    private static Header header(String line) {
        try {
            return Header.parse(line, Map.of(), List.of(Profiles.load("gsm-r")));
        } catch (BadHeaderException e) {
            throw new IllegalStateException("the simulation writes what the intake reads", e);
        }
    }

    /** One piece. */
    @Benchmark
    public ParsedChunk parse(Done done) {
        ParsedChunk parsed = parser.parse(text, 0, size);
        done.items += parsed.lines();
        return parsed;
    }
}
