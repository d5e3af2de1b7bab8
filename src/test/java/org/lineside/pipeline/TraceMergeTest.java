package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;

/** A call that comes in two parts against the same call read at once. */
class TraceMergeTest {
    @TempDir
    Path folder;

    /** Lines of one call, a report every 1920 ms, so that every report is a sample of its own. */
    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String cell = i < 15 ? "B" : i < 30 ? "A" : "C";
            lines.add("call\tm1\t" + (1_772_323_200_000L + 1920L * i) + "\t" + cell + "\t" + (20 + i % 30) + "\t"
                    + (i % 3 == 0 ? "" : "D:" + i));
        }
        return lines;
    }

    private CallTrace read(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("call_id\tmobile_id\ttime\tcell_id\trxlev_dl\tneighbours"));
        all.addAll(lines);
        Files.write(file, all);
        Setup setup = Railway.setup(folder, 1);
        return Intake.read(
                        IntakeRequest.complete(List.of(file), setup.settings().intake(), 1))
                .calls()
                .traces()
                .getFirst();
    }

    private static List<String> described(CallTrace t) {
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < t.size(); i++) {
            StringBuilder neighbours = new StringBuilder();
            for (int n = t.neighbourStart()[i]; n < t.neighbourStart()[i + 1]; n++) {
                neighbours.append(t.cells().get(t.neighbourCell()[n])).append(t.neighbourDbm()[n]);
            }
            samples.add(t.startMs()[i] + " " + t.endMs()[i] + " " + t.cells().get(t.cell()[i]) + " "
                    + t.channel(Channel.LEVEL_DL)[i] + " " + neighbours);
        }
        return samples;
    }

    @Test
    void parts_make_the_whole_in_either_order() throws IOException {
        CallTrace whole = read("whole.tsv", lines());
        // Cut where the cell changes: a cut within a visit restarts the raster of its samples.
        CallTrace first = read("first.tsv", lines().subList(0, 15));
        CallTrace second = read("second.tsv", lines().subList(15, 40));
        assertThat(described(TraceMerge.merge(first, second))).isEqualTo(described(whole));
        assertThat(described(TraceMerge.merge(second, first))).isEqualTo(described(whole));
        assertThat(TraceMerge.merge(second, first).info()).isEqualTo(whole.info());
    }

    @Test
    void what_was_there_first_stays() throws IOException {
        CallTrace whole = read("whole.tsv", lines());
        CallTrace middle = read("middle.tsv", lines().subList(5, 25));
        assertThat(described(TraceMerge.merge(whole, middle))).isEqualTo(described(whole));
        assertThat(described(TraceMerge.merge(middle, whole))).hasSize(40);
    }
}
