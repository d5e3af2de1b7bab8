package org.lineside.drives;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Scores the groups that the program made of drives: {@code DriveGroups MEASUREMENTS-DIR GROUPS-TSV}. */
public final class DriveGroups {
    private DriveGroups() {}

    /**
     * Prints the score on one line, and the wrong pairs below it.
     *
     * @param arguments the folder with measurements that have positions, and a file of call and reference by line
     */
    public static void main(String[] arguments) throws IOException {
        PairScore score = PairScore.of(ways(Path.of(arguments[0])), groups(Path.of(arguments[1])));
        System.out.printf(
                Locale.ROOT,
                "%d drives, %d in a reference; %d pairs took one way, %d of them in one reference, %d other pairs in one:"
                        + " precision %.3f, recall %.3f; %d of the pairs have both drives in some reference%n",
                score.drives(),
                score.grouped(),
                score.together(),
                score.right(),
                score.wrong(),
                score.precision(),
                score.recall(),
                score.amongGrouped());
        score.mistakes().forEach(m -> System.out.println("  wrong: " + m));
    }

    static Map<String, Way> ways(Path folder) throws IOException {
        Map<String, Map<String, Way.Point>> positions = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tsv.gz")) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            sorted.sort(null);
            for (Path file : sorted) {
                read(file, positions);
            }
        }
        Map<String, Way> ways = new TreeMap<>();
        positions.forEach((call, points) -> ways.put(call, Way.of(List.copyOf(points.values()))));
        return ways;
    }

    /** Of several lines of one call and time the first counts, as in the data contract: later ones repeat an old position. */
    private static void read(Path file, Map<String, Map<String, Way.Point>> positions) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            Map<String, Integer> columns = new HashMap<>();
            String header = lines.readLine();
            String[] names = header == null ? new String[0] : header.split("\t", -1);
            for (int i = 0; i < names.length; i++) {
                columns.put(names[i], i);
            }
            int call = columns.getOrDefault("call_id", -1);
            int time = columns.getOrDefault("time", -1);
            int latitude = columns.getOrDefault("latitude", -1);
            int longitude = columns.getOrDefault("longitude", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                double north = Double.parseDouble(fields[latitude]);
                double east = Double.parseDouble(fields[longitude]);
                positions
                        .computeIfAbsent(fields[call], c -> new TreeMap<>())
                        .putIfAbsent(fields[time], Way.Point.of(north, east, PLANE_LATITUDE));
            }
        }
    }

    /** Where the drives are, in degrees. */
    private static final double PLANE_LATITUDE = 51.9;

    private static Map<String, String> groups(Path file) throws IOException {
        Map<String, String> groups = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            groups.put(fields[0], fields[1]);
        }
        return groups;
    }
}
