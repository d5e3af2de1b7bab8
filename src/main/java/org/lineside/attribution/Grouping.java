package org.lineside.attribution;

import java.util.ArrayList;
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
    static List<Chain> of(List<CallEvidence> calls, List<Row> rows) {
        Grouping grouping = new Grouping();
        for (Row row : rows) {
            add(grouping.cells, row.atom.cell(), row);
            // What was heard of a neighbour has no place, and tells of the cell alone.
            if (row.atom.zone() >= 0) {
                grouping.place(calls.get(row.call), row);
            }
        }
        return grouping.chains();
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

    private List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        mobiles.forEach((k, r) -> chains.add(Chain.of(Kind.MOBILE, k, r)));
        cells.forEach((k, r) -> chains.add(Chain.of(Kind.CELL, k, r)));
        trains.forEach((k, r) -> chains.add(Chain.of(Kind.TRAIN, k, r)));
        models.forEach((k, r) -> chains.add(Chain.of(Kind.MODEL_AT_CELL, k, r)));
        tracks.forEach((track, zones) -> sections(track, zones, chains));
        return chains;
    }

    private static void sections(String track, NavigableMap<Integer, List<Row>> zones, List<Chain> chains) {
        String line = track.substring(0, track.lastIndexOf('|'));
        String direction = track.substring(track.lastIndexOf('|') + 1);
        Map<Integer, Part> parts = new TreeMap<>();
        zones.forEach((zone, rows) -> parts.put(zone, new Part(rows)));
        for (int from : zones.keySet()) {
            List<Part> run = new ArrayList<>();
            for (int to = from; to < from + MAX_SECTION_ZONES && parts.containsKey(to); to++) {
                run.add(parts.get(to));
            }
            Chain chain = new Chain(run);
            for (int to = from; to < from + run.size(); to++) {
                chain.with(Kind.SECTION, line + "|" + from + "|" + to + "|" + direction);
            }
            chains.add(chain);
        }
    }
}
