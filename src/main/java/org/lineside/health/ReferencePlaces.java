package org.lineside.health;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.comparison.ComparedCall;
import org.lineside.health.CallHealth.Track;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * Tells in which interval of track a sample lies: of a line where line and kilometre are known, else of the reference.
 *
 * @param model the references
 * @param referenceIds the name of each of its routes outside of the model
 */
public record ReferencePlaces(ReferenceModel model, List<String> referenceIds) {
    /** Intervals a kilometre: coverage is asked for in each 100 m (EIRENE SRS 3.2.2). */
    static final int PER_KM = 10;

    /**
     * An interval.
     *
     * @param track what it is part of
     * @param position number of the 100 m interval along the line, or position on the reference's axis
     */
    record Place(Track track, int position) {}

    /** The place on a line, null where line or kilometre (NaN) are unknown. */
    static @Nullable Place ofLine(@Nullable String line, double km) {
        return line == null || Double.isNaN(km) ? null : new Place(new Track(line, ""), (int) Math.floor(km * PER_KM));
    }

    /** The place of a sample, null where it is not known well enough. */
    @Nullable
    Place of(ComparedCall call, int sample, Map<String, CellInfo> cells) {
        int r = call.route()[sample];
        int position = call.position()[sample];
        double km = call.km()[sample];
        if (r < 0 || position < 0) {
            CellInfo cell = cells.get(call.trace().cells().get(call.trace().cell()[sample]));
            return ofLine(cell == null ? null : cell.line(), km);
        }
        Route route = model.routes().get(r);
        // The ends of an axis take in all that lies beyond them: no place at all.
        if (!route.kmKnown() && (position == 0 || position == route.positions() - 1)) {
            return null;
        }
        int line = route.line()[position];
        Place onLine = ofLine(line < 0 ? null : model.lines().get(line), km);
        return onLine != null ? onLine : new Place(new Track("", referenceIds.get(r)), position);
    }
}
