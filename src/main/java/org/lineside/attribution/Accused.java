package org.lineside.attribution;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Channel;

/** What an incident of a shift accuses, and by what name: a section by its kilometres or by two cells. */
final class Accused {
    private final List<CallEvidence> calls;
    private final Set<String> lines;

    /**
     * @param calls the calls by time
     * @param lines the railway lines whose kilometres are known
     */
    Accused(List<CallEvidence> calls, Set<String> lines) {
        this.calls = calls;
        this.lines = lines;
    }

    /**
     * What an incident accuses. Interference in the uplink is met at the mast, wherever the trains are: its entity is the
     * cell. Interference in the downlink is met near the track: its entity is a section. A receiver whose quality is bad
     * everywhere while its levels are sound has an interferer aboard.
     */
    Scope scope(Blame main, Cause cause, Set<Integer> affected) {
        return switch (main.kind()) {
            case MOBILE -> cause == Cause.DOWNLINK_INTERFERENCE && aboard(affected) ? Scope.TRAIN : Scope.MOBILE;
            case CELL -> cause == Cause.DOWNLINK_INTERFERENCE ? Scope.SECTION : Scope.CELL;
            case MODEL_AT_CELL -> Scope.CELL;
            case SECTION -> cause == Cause.UPLINK_INTERFERENCE ? Scope.CELL : Scope.SECTION;
            case TRAIN -> Scope.TRAIN;
        };
    }

    /** Whether nothing tells that these calls were of several trains. */
    private boolean aboard(Set<Integer> of) {
        return of.stream()
                        .map(c -> calls.get(c).trainNumber())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                <= 1;
    }

    /** The train of all these calls, null when they are of several or of none known. */
    private @Nullable String train(Set<Integer> of) {
        Set<String> trains = new LinkedHashSet<>();
        for (int c : of) {
            String train = calls.get(c).trainNumber();
            trains.add(train == null ? "" : train);
        }
        return trains.size() == 1 && !trains.contains("") ? trains.iterator().next() : null;
    }

    /**
     * The name of what an incident accuses.
     *
     * @param main what explains most of it
     * @param atoms what the affected calls met of it along the track
     * @param affected indices of the calls that show it
     */
    String entity(Scope scope, Blame main, List<Atom> atoms, Set<Integer> affected) {
        return switch (scope) {
            case SECTION -> section(main, main.kind() == Kind.CELL ? worst(main, atoms) : atoms);
            case TRAIN -> {
                String train = main.kind() == Kind.TRAIN ? main.key() : train(affected);
                yield train == null ? main.key() : train;
            }
            case CELL ->
                switch (main.kind()) {
                    case SECTION -> cellOf(main.strongest(), atoms);
                    case MODEL_AT_CELL -> main.key().substring(main.key().indexOf('|') + 1);
                    default -> main.key();
                };
            default -> main.key();
        };
    }

    /** What a blame is of, in words: the scope that an incident of it would have, and the name it would bear. */
    String named(Blame blame) {
        Set<Integer> affected = new LinkedHashSet<>(blame.affected());
        List<Atom> atoms = blame.rows().stream()
                .filter(r -> r.atom.zone() >= 0 && affected.contains(r.call))
                .map(r -> r.atom)
                .toList();
        Scope scope = scope(blame, blame.cause(), affected);
        String name = scope.word() + " " + entity(scope, blame, atoms, affected);
        return blame.kind() == Kind.MODEL_AT_CELL
                ? name + " with mobiles of model "
                        + blame.key().substring(0, blame.key().indexOf('|'))
                : name;
    }

    /** The atoms that show at least the mean effect: where in a cell the trouble sits. */
    private static List<Atom> worst(Blame main, List<Atom> atoms) {
        int c = main.strongest().ordinal();
        List<Atom> worst = atoms.stream()
                .filter(a -> Math.abs(a.effect()[c]) >= Math.abs(main.effects()[c]))
                .toList();
        return worst.isEmpty() ? atoms : worst;
    }

    /** The cell in which most of it is met, empty where nothing is. */
    static String cellOf(Channel strongest, List<Atom> atoms) {
        Map<String, Double> met = new TreeMap<>();
        for (Atom a : atoms) {
            float effect = a.effect()[strongest.ordinal()];
            met.merge(a.cell(), Float.isNaN(effect) ? 0 : (double) Math.abs(effect) * a.places(), Double::sum);
        }
        return met.isEmpty()
                ? ""
                : Collections.max(met.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private String section(Blame main, List<Atom> atoms) {
        String line = atoms.isEmpty() ? "" : atoms.getFirst().line();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Atom a : atoms) {
            low = Double.isNaN(a.kmFrom()) ? low : Math.min(low, Math.min(a.kmFrom(), a.kmTo()));
            high = Double.isNaN(a.kmTo()) ? high : Math.max(high, Math.max(a.kmFrom(), a.kmTo()));
        }
        if (lines.contains(line) && low <= high) {
            return String.format(Locale.ROOT, "%s:%.1f-%.1f", line, low, high);
        }
        List<String> cells = atoms.stream().map(Atom::cell).distinct().toList();
        return cells.isEmpty() ? main.key() : twoCells(cells, cellOf(main.strongest(), atoms));
    }

    /** The cell in which most is met and the first other one, in the order in which they are met. */
    private static String twoCells(List<String> cells, String cell) {
        return cells.stream()
                .filter(c -> !c.equals(cell))
                .findFirst()
                .map(other -> cells.indexOf(cell) < cells.indexOf(other) ? cell + ">" + other : other + ">" + cell)
                .orElse(cell + ">" + cell);
    }
}
