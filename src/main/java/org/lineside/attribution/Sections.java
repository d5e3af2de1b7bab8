package org.lineside.attribution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Step;

/** Names of sections, {@code line:km-km} where kilometres are known and {@code cellA>cellB} elsewhere, and what lies in them. */
final class Sections {
    /** Sections of one line no further apart than this are the same one. */
    private static final double GAP_KM = 1;

    private static final Pattern KILOMETRES = Pattern.compile(".*:(-?[0-9.]+)-(-?[0-9.]+)");

    private Sections() {}

    /** Whether two names stand for one section. */
    static boolean same(String one, String other) {
        double[] a = kilometres(one);
        double[] b = kilometres(other);
        return one.equals(other)
                || (a.length == 2
                        && b.length == 2
                        && line(one).equals(line(other))
                        && a[0] <= b[1] + GAP_KM
                        && b[0] <= a[1] + GAP_KM);
    }

    /** Whether a call came through a section. */
    static boolean meets(CallEvidence call, String section) {
        if (kilometres(section).length == 2) {
            return call.atoms().stream().anyMatch(a -> holds(section, a));
        }
        for (Step s : call.steps()) {
            if (section.equals(s.from() + ">" + s.to())) {
                return true;
            }
        }
        String cell = cells(section).getFirst();
        return call.atoms().stream().anyMatch(a -> a.cell().equals(cell) && a.zone() >= 0);
    }

    /** Whether an atom lies in a section; in one named by cells, whether either of them served there. */
    static boolean holds(String section, Atom atom) {
        double[] km = kilometres(section);
        if (km.length < 2) {
            return atom.zone() >= 0 && cells(section).contains(atom.cell());
        }
        return atom.line().equals(line(section))
                && Math.max(atom.kmFrom(), atom.kmTo()) >= km[0]
                && Math.min(atom.kmFrom(), atom.kmTo()) <= km[1];
    }

    /** Whether a section is named by kilometres: where within its cells it lies is known then. */
    static boolean isMeasured(String section) {
        return kilometres(section).length == 2;
    }

    private static List<String> cells(String section) {
        return List.of(section.split(">", -1));
    }

    private static String line(String section) {
        return section.substring(0, Math.max(0, section.lastIndexOf(':')));
    }

    /** The two kilometres of a section, or nothing when it is named by cells. */
    private static double[] kilometres(String section) {
        Matcher m = KILOMETRES.matcher(section);
        return m.matches()
                ? new double[] {Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2))}
                : new double[0];
    }
}
