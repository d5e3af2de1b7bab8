package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.references.QualityCurve;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;
import org.lineside.store.ModelTable.ProfilePoint;
import org.lineside.store.ModelTable.Reference;

/**
 * A model's references as rows for people and for SQL.
 *
 * @param modelId the model; its name is part of its references' names, so that these are unique in the database
 * @param model the references
 */
record ReferenceRows(String modelId, ReferenceModel model) {
    /** A route's name in the database. */
    String id(String routeId) {
        return id(modelId, routeId);
    }

    static String id(String modelId, String routeId) {
        return modelId + "." + routeId;
    }

    /** The model that a reference, as the database names it, belongs to. */
    static String modelOf(String referenceId) {
        return referenceId.substring(0, Math.max(0, referenceId.lastIndexOf('.')));
    }

    List<Reference> references() {
        return model.routes().stream().map(this::reference).toList();
    }

    private Reference reference(Route route) {
        int[] cells = route.cells();
        String name = cells.length == 0
                ? route.id()
                : model.cells().get(cells[0]) + " > " + model.cells().get(cells[cells.length - 1]);
        if (cells.length > 0) {
            CellInfo info = model.cellInfo().get(model.cells().get(cells[0]));
            name = info == null || info.line() == null ? name : info.line() + ": " + name;
        }
        return new Reference(id(route.id()), name, route.calls(), cells.length, direction(route));
    }

    /** From which kilometre to which; kilometres of several lines make no direction. */
    private static @Nullable String direction(Route route) {
        if (Arrays.stream(route.line()).filter(l -> l >= 0).distinct().count() > 1) {
            return null;
        }
        double first = Double.NaN;
        double last = Double.NaN;
        for (double km : route.positionKm()) {
            if (!Double.isNaN(km)) {
                first = Double.isNaN(first) ? km : first;
                last = km;
            }
        }
        return Double.isNaN(first) || first == last ? null : String.format(Locale.ROOT, "km %.1f to %.1f", first, last);
    }

    /** What each reference expects of each cell at each position. */
    List<ProfilePoint> points() {
        List<ProfilePoint> points = new ArrayList<>();
        for (Route route : model.routes()) {
            int[] served = new int[route.positions()];
            for (int e = 0; e < route.entryPosition().length; e++) {
                served[route.entryPosition()[e]] += route.served()[e];
            }
            for (int e = 0; e < route.entryPosition().length; e++) {
                points.add(point(route, e, served[route.entryPosition()[e]]));
            }
        }
        return points;
    }

    private ProfilePoint point(Route route, int entry, int servedAtPosition) {
        int position = route.entryPosition()[entry];
        float level = route.centre(Channel.LEVEL_DL, entry);
        return new ProfilePoint(
                id(route.id()),
                position,
                route.positionKm()[position],
                model.cells().get(route.heard()[route.entryCell()[entry]]),
                level,
                route.spread(Channel.LEVEL_DL, entry),
                route.centre(Channel.LEVEL_UL, entry),
                route.spread(Channel.LEVEL_UL, entry),
                quality(route.centre(Channel.QUALITY_DL, entry), level),
                route.centre(Channel.TIMING_ADVANCE, entry),
                servedAtPosition == 0 ? 0 : (double) route.served()[entry] / servedAtPosition,
                route.passes()[entry]);
    }

    /** References hold quality as excess over what is usual at the level. */
    private double quality(float excess, float levelDbm) {
        @Nullable QualityCurve curve = model.curves().byChannel().get(Channel.QUALITY_DL);
        return curve == null ? excess : excess + curve.at(levelDbm);
    }
}
