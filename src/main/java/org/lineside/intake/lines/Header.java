package org.lineside.intake.lines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;

/**
 * The first line of a file, understood.
 *
 * @param kind what the file holds
 * @param columns the contract's names of all columns in the order of the file, unknown ones as they stand
 * @param unknown names the contract does not know; they are ignored
 * @param profile how measurements are read, null for other kinds
 */
public record Header(
        FileKind kind,
        List<String> columns,
        List<String> unknown,
        @Nullable Profile profile) {
    private static final int MAX_SHOWN = 120;

    /**
     * Understands a header line.
     *
     * @param line the line without its end
     * @param mapping a probe's own column names, mapped to the contract's
     * @param profiles the profiles a measurements file may have, the preferred one first
     * @throws BadHeaderException when no kind of file begins like this
     */
    public static Header parse(String line, Map<String, String> mapping, List<Profile> profiles)
            throws BadHeaderException {
        List<String> columns = new ArrayList<>();
        for (String name : line.split("\t", -1)) {
            columns.add(mapping.getOrDefault(name, name));
        }
        Set<String> names = new HashSet<>(columns);
        FileKind kind = kind(line, names, profiles);
        Profile profile = kind == FileKind.MEASUREMENTS ? profile(names, profiles) : null;
        List<String> known = profile == null ? kind.columns() : MeasurementLayout.knownColumns(profile);
        List<String> unknown = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!known.contains(column)) {
                unknown.add(column);
            } else if (!seen.add(column)) {
                throw new BadHeaderException("the header names the column " + column + " twice");
            }
        }
        return new Header(kind, List.copyOf(columns), List.copyOf(unknown), profile);
    }

    private static FileKind kind(String line, Set<String> names, List<Profile> profiles) throws BadHeaderException {
        boolean measured = profiles.stream().anyMatch(p -> hasLevel(names, p));
        if (names.containsAll(List.of("call_id", "time", "cell_id")) && (measured || !names.contains("event"))) {
            return FileKind.MEASUREMENTS;
        }
        if (names.containsAll(List.of("time", "event"))) {
            return FileKind.EVENTS;
        }
        if (names.containsAll(List.of("start", "end"))
                && (names.contains("cell_id") || names.containsAll(List.of("line", "km_from", "km_to")))) {
            return FileKind.WORKS;
        }
        if (names.contains("verdict") && (names.contains("incident_id") || names.contains("call_id"))) {
            return FileKind.LABELS;
        }
        if (names.containsAll(List.of("call_id", "mobile_id", "service"))) {
            return FileKind.CALLS;
        }
        if (names.contains("cell_id") && !names.contains("call_id") && !names.contains("time") && !measured) {
            return FileKind.CELLS;
        }
        throw new BadHeaderException(complaint(line, names, measured));
    }

    private static String complaint(String line, Set<String> names, boolean measured) {
        if (measured) {
            List<String> missing = new ArrayList<>(List.of("call_id", "time", "cell_id"));
            missing.removeAll(names);
            return "the header has level columns, but measurements also need " + String.join(", ", missing)
                    + " (a probe's own names can be mapped in [intake.columns])";
        }
        String shown = line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
        return "the first line is no header of measurements, calls, events, cells, works or labels: \""
                + shown.replaceAll("\\p{Cntrl}", "·") + "\"";
    }

    private static Profile profile(Set<String> names, List<Profile> profiles) throws BadHeaderException {
        Optional<Profile> fitting =
                profiles.stream().filter(p -> hasLevel(names, p)).findFirst();
        if (fitting.isPresent()) {
            return fitting.get();
        }
        List<String> wanted = profiles.stream()
                .flatMap(p -> p.indicators().stream())
                .filter(i -> i.channel().isLevel())
                .map(Indicator::column)
                .toList();
        throw new BadHeaderException(
                "the header has no level column; measurements need one of " + String.join(", ", wanted));
    }

    private static boolean hasLevel(Set<String> names, Profile profile) {
        return profile.indicators().stream()
                .filter(i -> i.channel().isLevel())
                .anyMatch(i -> names.contains(i.column())
                        || names.contains(i.column() + MeasurementLayout.FULL)
                        || names.contains(i.column() + MeasurementLayout.SUB));
    }
}
