package org.lineside.simulation.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Scope;

/**
 * Something that happens on the simulated railway: the truth.
 *
 * @param id identifier
 * @param kind what happens
 * @param scope kind of the entity at fault
 * @param entity the entity at fault, in the words of an incident
 * @param startMs epoch milliseconds, inclusive
 * @param endMs epoch milliseconds, exclusive
 * @param severity size, in the meaning of the kind
 * @param levelDbm power of a disturbing transmitter at the receiver, NaN without one
 * @param cells indices of the cells concerned; ordered for pairs
 * @param mobiles mobiles concerned, empty for all
 * @param line line of the place, null without a place
 * @param kmFrom lower end of the place in km, NaN without
 * @param kmTo upper end of the place in km, NaN without
 * @param direction 1 where only trains running with the kilometres meet it, −1 against them, 0 both
 */
public record Fault(
        String id,
        FaultKind kind,
        Scope scope,
        String entity,
        long startMs,
        long endMs,
        double severity,
        double levelDbm,
        List<Integer> cells,
        List<String> mobiles,
        @Nullable String line,
        double kmFrom,
        double kmTo,
        int direction) {
    /** Copies the lists. */
    public Fault {
        cells = List.copyOf(cells);
        mobiles = List.copyOf(mobiles);
    }

    /** Whether it lasts at this time. */
    public boolean activeAt(long timeMs) {
        return timeMs >= startMs && timeMs < endMs;
    }

    /** Whether a train here, running this way, is in its place; true without a place. */
    public boolean at(String where, double km, int way) {
        return line == null
                || (line.equals(where) && km >= kmFrom && km <= kmTo && (direction == 0 || direction == way));
    }

    /** Whether a mobile can meet it. */
    public boolean concerns(String mobile) {
        return mobiles.isEmpty() || mobiles.contains(mobile);
    }

    /** Whether a cell is concerned; true for every cell where none is named. */
    public boolean concerns(int cell) {
        return cells.isEmpty() || cells.contains(cell);
    }

    /** Whether it concerns the ordered pair, either way round for ping-pong. */
    public boolean concernsPair(int from, int to) {
        if (cells.size() < 2) {
            return false;
        }
        int a = cells.get(0);
        int b = cells.get(1);
        return (a == from && b == to) || (kind == FaultKind.PING_PONG && b == from && a == to);
    }
}
