package org.lineside.attribution;

import java.util.ArrayList;
import java.util.HashMap;
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
    /** The same lists by {@link Row#cell}: numbers are found faster than names. */
    private final Map<Integer, List<Row>> cellsByNumber = new HashMap<>();

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
        int from = 0;
        while (from < rows.size()) {
            int call = rows.get(from).call;
            int to = from + 1;
            while (to < rows.size() && rows.get(to).call == call) {
                to++;
            }
            grouping.add(calls.get(call), rows.subList(from, to));
            from = to;
        }
        return grouping.chains();
    }

    /** Adds the atoms of a call: what names an entity is looked up once for all of them, not for each. */
    private void add(CallEvidence call, List<Row> own) {
        for (Row row : own) {
            cellsByNumber
                    .computeIfAbsent(row.cell, k -> entity(cells, row.atom.cell()))
                    .add(row);
        }
        // What was heard of a neighbour has no place, and tells of the cell alone.
        List<Row> placed = own.stream().filter(row -> row.atom.zone() >= 0).toList();
        if (placed.isEmpty()) {
            return;
        }
        entity(mobiles, call.mobileId()).addAll(placed);
        if (call.trainNumber() != null) {
            entity(trains, call.trainNumber()).addAll(placed);
        }
        if (call.mobileModel() != null) {
            Map<Integer, List<Row>> ofModel = new HashMap<>();
            for (Row row : placed) {
                ofModel.computeIfAbsent(row.cell, k -> entity(models, call.mobileModel() + "|" + row.atom.cell()))
                        .add(row);
            }
        }
        placed.stream().map(row -> row.atom.line()).distinct().forEach(line -> lay(line, placed));
    }

    /** Lays those of a call's atoms that are of a line along it. */
    private void lay(String line, List<Row> placed) {
        Map<Integer, NavigableMap<Integer, List<Row>>> byDirection = new HashMap<>();
        for (Row row : placed) {
            if (row.atom.line().equals(line)) {
                for (int direction : new int[] {0, row.atom.direction()}) {
                    byDirection
                            .computeIfAbsent(
                                    direction, d -> tracks.computeIfAbsent(line + "|" + d, k -> new TreeMap<>()))
                            .computeIfAbsent(row.atom.zone(), k -> new ArrayList<>())
                            .add(row);
                }
            }
        }
    }

    private static List<Row> entity(Map<String, List<Row>> entities, String key) {
        return entities.computeIfAbsent(key, k -> new ArrayList<>());
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
            chains.add(sections(line, direction, from, parts));
        }
    }

    /** The stretches that begin at a zone. */
    private static Chain sections(String line, String direction, int from, Map<Integer, Part> parts) {
        List<Part> run = new ArrayList<>();
        for (int to = from; to < from + MAX_SECTION_ZONES && parts.containsKey(to); to++) {
            run.add(parts.get(to));
        }
        Chain chain = new Chain(run);
        for (int to = from; to < from + run.size(); to++) {
            chain.with(Kind.SECTION, line + "|" + from + "|" + to + "|" + direction);
        }
        return chain;
    }
}
