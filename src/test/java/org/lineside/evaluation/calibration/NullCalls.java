package org.lineside.evaluation.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lineside.numeric.Uniformity;

/**
 * The p-values of the judged calls of a railway's clean days.
 *
 * @param pValues one for each call
 * @param trainRuns train runs they belong to: calls of one share its errors
 * @param judges train runs of the history they were judged by
 */
public record NullCalls(double[] pValues, int trainRuns, int judges) {
    private static final Set<String> JUDGED = Set.of("normal", "anomalous", "explained");
    private static final int DAY_LENGTH = "2026-03-01".length();

    /**
     * Reads what {@code lineside calls --all --format tsv} wrote.
     *
     * @throws IOException if the file can't be read or lacks a column
     */
    public static NullCalls read(Path file, int judges) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        int verdict = column(file, header, "verdict");
        int p = column(file, header, "p_value");
        int train = column(file, header, "train_number");
        int mobile = column(file, header, "mobile_id");
        int start = column(file, header, "start_time");
        List<Double> values = new ArrayList<>();
        Set<String> runs = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (JUDGED.contains(fields[verdict])) {
                values.add(Double.parseDouble(fields[p]));
                String who = fields[train].isEmpty() ? fields[mobile] : fields[train];
                runs.add(who + "/" + fields[start].substring(0, DAY_LENGTH));
            }
        }
        return new NullCalls(values.stream().mapToDouble(Double::doubleValue).toArray(), runs.size(), judges);
    }

    private static int column(Path file, List<String> header, String name) throws IOException {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new IOException(file + ": no column " + name);
        }
        return at;
    }

    /** All railways together: their calibrations share nothing. */
    public static NullCalls together(List<NullCalls> railways) {
        return new NullCalls(
                railways.stream().flatMapToDouble(r -> Arrays.stream(r.pValues)).toArray(),
                railways.stream().mapToInt(NullCalls::trainRuns).sum(),
                railways.stream().mapToInt(NullCalls::judges).sum());
    }

    /** Independent cases that the p-values are worth, the chance of those they were judged by included. */
    public double independent() {
        return Uniformity.independent(trainRuns, judges);
    }

    /** How far they are from uniform. */
    public Uniformity uniformity() {
        return Uniformity.of(pValues, independent());
    }

    /** Share of calls with a p-value of at most {@code level}. */
    public double share(double level) {
        int hits = 0;
        for (double p : pValues) {
            hits += p <= level ? 1 : 0;
        }
        return (double) hits / pValues.length;
    }
}
