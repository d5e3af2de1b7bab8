package org.lineside.evaluation.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the program, as {@code integration-tests/evaluate.sh} lists it.
 *
 * @param railway seed and preset
 * @param kind {@code base} (history and clean days), {@code clean}, {@code faulty}, {@code sliced}, {@code rooms}
 * @param variant grade of the faults or the rooms' name, empty where there is but one
 * @param folder where it is kept
 */
public record Run(String railway, String kind, String variant, Path folder) {
    /** The runs of a section in the order of its list; none where it was not run. */
    public static List<Run> of(Path place, String section) throws IOException {
        Path list = place.resolve("sections").resolve(section);
        List<Run> runs = new ArrayList<>();
        if (Files.exists(list)) {
            for (String line : Files.readAllLines(list)) {
                List<String> fields = List.of(line.split("\t", -1));
                runs.add(new Run(fields.get(0), fields.get(1), fields.get(2), place.resolve(fields.get(3))));
            }
        }
        return List.copyOf(runs);
    }

    public RunFigures figures() throws IOException {
        return RunFigures.read(folder.resolve("evaluation.json"));
    }
}
