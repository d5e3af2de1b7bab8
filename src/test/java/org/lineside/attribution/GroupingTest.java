package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

class GroupingTest {
    private static final int CALLS = 30;
    private static final int ZONES = 12;

    private final SplittableRandom random = new SplittableRandom(17);
    private final List<CallEvidence> calls = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    GroupingTest() {
        for (int call = 0; call < CALLS; call++) {
            List<Atom> atoms = new ArrayList<>();
            for (int k = 0; k < 25; k++) {
                int cell = random.nextInt(5);
                Atom atom = atom("C" + cell, random.nextInt(2) == 0 ? "L1" : "L2", random.nextInt(-1, ZONES));
                atoms.add(atom);
                rows.add(new Row(call, atom, cell, PlaceScales.NONE.at(atom)));
            }
            calls.add(Line.evidence(call, atoms, List.of(), List.of()));
        }
    }

    private Atom atom(String cell, String line, int zone) {
        int direction = random.nextInt(2) == 0 ? 1 : -1;
        return new Atom(cell, line, zone, direction, 0, 1, 0, 1, 5, new float[Channel.values().length], -70, 0, false);
    }

    /** Each atom by itself: which entities it is of, and nothing looked up for several at once. */
    private Map<String, List<Row>> slowly() {
        Map<String, List<Row>> entities = new TreeMap<>();
        for (Row row : rows) {
            CallEvidence call = calls.get(row.call);
            Atom atom = row.atom;
            List<String> names = new ArrayList<>(List.of(Kind.CELL + " " + atom.cell()));
            if (atom.zone() >= 0) {
                names.add(Kind.MOBILE + " " + call.mobileId());
                names.add(Kind.TRAIN + " " + call.trainNumber());
                names.add(Kind.MODEL_AT_CELL + " " + call.mobileModel() + "|" + atom.cell());
                names.add(Kind.SECTION + " " + atom.line() + "|" + atom.zone() + "|" + atom.zone() + "|0");
                names.add(Kind.SECTION + " " + atom.line() + "|" + atom.zone() + "|" + atom.zone() + "|"
                        + atom.direction());
            }
            names.forEach(name ->
                    entities.computeIfAbsent(name, k -> new ArrayList<>()).add(row));
        }
        return entities;
    }

    @Test
    void eachEntityHasTheAtomsThatNameIt() {
        Map<String, List<Row>> found = new TreeMap<>();
        Grouping.of(calls, rows).stream()
                .map(chain -> chain.groups().findFirst().orElseThrow())
                .forEach(group -> found.put(group.kind + " " + group.key, group.rows(0, CALLS)));
        assertThat(found).isEqualTo(slowly());
    }

    @Test
    void aStretchHasTheAtomsOfItsZones() {
        Map<String, List<Row>> zones = slowly();
        Grouping.of(calls, rows).stream()
                .filter(chain -> chain.parts().size() > 2)
                .map(chain -> chain.groups().toList().get(2))
                .forEach(group -> {
                    String[] part = group.key.split("\\|", -1);
                    List<Row> expected = new ArrayList<>();
                    for (int zone = Integer.parseInt(part[1]); zone <= Integer.parseInt(part[2]); zone++) {
                        expected.addAll(zones.get("SECTION " + part[0] + "|" + zone + "|" + zone + "|" + part[3]));
                    }
                    expected.sort(Comparator.comparingInt(r -> r.call));
                    assertThat(group.rows(0, CALLS)).hasSizeGreaterThan(10).isEqualTo(expected);
                });
    }
}
