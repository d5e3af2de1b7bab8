package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;

/** The entities that calls met: mobiles, cells, trains, models at cells, and stretches of track up to a few zones long. */
final class Grouping {
    /** Zones of the longest stretch that is one hypothesis. */
    static final int MAX_SECTION_ZONES = 6;

    private final Map<String, List<Row>> mobiles = new TreeMap<>();
    private final Map<String, List<Row>> cells = new TreeMap<>();
    private final Map<String, List<Row>> trains = new TreeMap<>();
    private final Map<String, List<Row>> models = new TreeMap<>();
    /** Per line and direction (0 for both), by zone. */
    private final Map<String, NavigableMap<Integer, List<Row>>> tracks = new TreeMap<>();

    private Grouping() {}

    /**
     * Groups the atoms of calls, in a fixed order.
     *
     * @param calls the calls by time
     * @param rows their atoms, by call
     */
    static List<Group> of(List<CallEvidence> calls, List<Row> rows) {
        Grouping grouping = new Grouping();
        for (Row row : rows) {
            add(grouping.cells, row.atom.cell(), row);
            // What was heard of a neighbour has no place, and tells of the cell alone.
            if (row.atom.zone() >= 0) {
                grouping.place(calls.get(row.call), row);
            }
        }
        return grouping.groups();
    }

    private void place(CallEvidence call, Row row) {
        add(mobiles, call.mobileId(), row);
        if (call.trainNumber() != null) {
            add(trains, call.trainNumber(), row);
        }
        if (call.mobileModel() != null) {
            add(models, call.mobileModel() + "|" + row.atom.cell(), row);
        }
        for (String track : List.of(row.atom.line() + "|0", row.atom.line() + "|" + row.atom.direction())) {
            tracks.computeIfAbsent(track, k -> new TreeMap<>())
                    .computeIfAbsent(row.atom.zone(), k -> new ArrayList<>())
                    .add(row);
        }
    }

    private static void add(Map<String, List<Row>> entities, String key, Row row) {
        entities.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        mobiles.forEach((k, r) -> groups.add(new Group(Kind.MOBILE, k, r)));
        cells.forEach((k, r) -> groups.add(new Group(Kind.CELL, k, r)));
        trains.forEach((k, r) -> groups.add(new Group(Kind.TRAIN, k, r)));
        models.forEach((k, r) -> groups.add(new Group(Kind.MODEL_AT_CELL, k, r)));
        tracks.forEach((track, zones) -> sections(track, zones, groups));
        return groups;
    }

    private static void sections(String track, NavigableMap<Integer, List<Row>> zones, List<Group> groups) {
        String line = track.substring(0, track.lastIndexOf('|'));
        String direction = track.substring(track.lastIndexOf('|') + 1);
        for (int from : zones.keySet()) {
            List<Row> run = new ArrayList<>();
            for (int to = from; to < from + MAX_SECTION_ZONES && zones.containsKey(to); to++) {
                run.addAll(zones.getOrDefault(to, List.of()));
                List<Row> sorted = new ArrayList<>(run);
                sorted.sort(Comparator.comparingInt(r -> r.call));
                groups.add(new Group(Kind.SECTION, line + "|" + from + "|" + to + "|" + direction, sorted));
            }
        }
    }
}
