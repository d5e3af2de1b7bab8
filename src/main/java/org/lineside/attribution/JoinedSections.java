package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;

/** Joins sections next to each other at the same time with the same kind of trouble: they are one. */
final class JoinedSections {
    private static final int JOINED_ZONES = 2;

    private final List<CallEvidence> calls;
    private final Set<String> lines;

    /**
     * @param calls the calls by time
     * @param lines the railway lines whose kilometres are known
     */
    JoinedSections(List<CallEvidence> calls, Set<String> lines) {
        this.calls = calls;
        this.lines = lines;
    }

    /** All of them in groups, of which most have one member; the first of a group explains most. */
    List<List<Settled>> of(List<Settled> settled) {
        List<List<Settled>> groups = new ArrayList<>();
        for (Settled s : settled) {
            groups.stream()
                    .filter(group -> group.stream().anyMatch(g -> adjacent(g.blame(), s.blame())))
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(s), () -> groups.add(new ArrayList<>(List.of(s))));
        }
        return groups;
    }

    private boolean adjacent(Blame a, Blame b) {
        if (a.kind() != Kind.SECTION || b.kind() != Kind.SECTION || a.isLevel() != b.isLevel()) {
            return false;
        }
        if (a.startMs(calls) > b.endMs(calls) || b.startMs(calls) > a.endMs(calls)) {
            return false;
        }
        String[] p = a.key().split("\\|", -1);
        String[] q = b.key().split("\\|", -1);
        if (!lines.contains(p[0]) && !lines.contains(q[0])) {
            return sameCell(a, b);
        }
        int gap = Math.max(
                Integer.parseInt(q[1]) - Integer.parseInt(p[2]), Integer.parseInt(p[1]) - Integer.parseInt(q[2]));
        return p[0].equals(q[0]) && gap <= JOINED_ZONES;
    }

    /** Where no kilometre tells the place, routes of both directions meet the same trouble in the same cell. */
    private static boolean sameCell(Blame a, Blame b) {
        String cell = Accused.cellOf(a.strongest(), a.met());
        return !cell.isEmpty() && cell.equals(Accused.cellOf(b.strongest(), b.met())) && a.cause() == b.cause();
    }
}
