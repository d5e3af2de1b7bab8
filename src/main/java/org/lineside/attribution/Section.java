package org.lineside.attribution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Step;

/**
 * A stretch of track as an incident names it: {@code line:km-km} where kilometres are known, {@code cellA>cellB} elsewhere;
 * both cells are the same where it lies within one.
 *
 * @param name its name
 * @param line its line, empty when it is named by cells
 * @param kmFrom its smaller kilometre, NaN when it is named by cells
 * @param kmTo its larger kilometre, NaN when it is named by cells
 */
record Section(String name, String line, double kmFrom, double kmTo) {
    /** Sections of one line no further apart than this are the same one. */
    private static final double GAP_KM = 1;

    private static final Pattern KILOMETRES = Pattern.compile("(.*):(-?[0-9.]+)-(-?[0-9.]+)");

    /** The section of this name. */
    static Section of(String name) {
        Matcher m = KILOMETRES.matcher(name);
        return m.matches()
                ? new Section(name, m.group(1), Double.parseDouble(m.group(2)), Double.parseDouble(m.group(3)))
                : new Section(name, "", Double.NaN, Double.NaN);
    }

    /** An entity's name as a sentence has it. */
    static String spoken(String entity) {
        int at = entity.indexOf('>');
        return at > 0 && entity.substring(0, at).equals(entity.substring(at + 1))
                ? "within cell " + entity.substring(0, at)
                : entity;
    }

    /** Whether it is named by kilometres: where within its cells it lies is known then. */
    boolean isMeasured() {
        return !Double.isNaN(kmFrom);
    }

    /** Whether another name stands for the same one. */
    boolean isSame(Section other) {
        return name.equals(other.name)
                || (isMeasured()
                        && other.isMeasured()
                        && line.equals(other.line)
                        && kmFrom <= other.kmTo + GAP_KM
                        && other.kmFrom <= kmTo + GAP_KM);
    }

    /** Whether an atom lies in it; where it is named by cells, whether one of them served there. */
    boolean holds(Atom atom) {
        return isMeasured()
                ? atom.line().equals(line)
                        && Math.max(atom.kmFrom(), atom.kmTo()) >= kmFrom
                        && Math.min(atom.kmFrom(), atom.kmTo()) <= kmTo
                : atom.zone() >= 0 && cells().contains(atom.cell());
    }

    /** Whether a call came through it. */
    boolean isMetBy(CallEvidence call) {
        if (isMeasured()) {
            return call.atoms().stream().anyMatch(this::holds);
        }
        for (Step s : call.steps()) {
            if (name.equals(s.from() + ">" + s.to())) {
                return true;
            }
        }
        String cell = cells().getFirst();
        return call.atoms().stream().anyMatch(a -> a.cell().equals(cell) && a.zone() >= 0);
    }

    private List<String> cells() {
        return List.of(name.split(">", -1));
    }
}
