package org.lineside.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** The references of a model as bytes. */
final class ReferenceCodec {
    private ReferenceCodec() {}

    static void write(DataOutput out, ReferenceModel model) throws IOException {
        out.writeUTF(model.profile());
        texts(out, model.cells());
        out.writeInt(model.cellInfo().size());
        for (CellInfo cell : new TreeMap<>(model.cellInfo()).values()) {
            cell(out, cell);
        }
        texts(out, model.lines());
        out.writeInt(model.routes().size());
        for (Route route : model.routes()) {
            route(out, route);
        }
        out.writeInt(model.offsets().size());
        for (Map.Entry<String, MobileOffset> e : model.offsets().entrySet()) {
            out.writeUTF(e.getKey());
            offset(out, e.getValue());
        }
        offset(out, model.offsetSpread());
        floats(out, model.balanceDb());
        model.curves().write(out);
        model.graph().write(out);
    }

    static ReferenceModel read(DataInput in) throws IOException {
        String profile = in.readUTF();
        List<String> cells = texts(in);
        Map<String, CellInfo> cellInfo = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            CellInfo cell = cell(in);
            cellInfo.put(cell.cellId(), cell);
        }
        List<String> lines = texts(in);
        List<Route> routes = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            routes.add(route(in));
        }
        Map<String, MobileOffset> offsets = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            offsets.put(in.readUTF(), offset(in));
        }
        return new ReferenceModel(
                profile,
                cells,
                cellInfo,
                lines,
                List.copyOf(routes),
                offsets,
                offset(in),
                floats(in),
                QualityCurves.read(in),
                HandoverGraph.read(in));
    }

    private static void route(DataOutput out, Route route) throws IOException {
        out.writeUTF(route.id());
        ints(out, route.cells());
        out.writeInt(route.calls());
        out.writeInt(route.positions());
        doubles(out, route.positionKm());
        doubles(out, route.latitude());
        doubles(out, route.longitude());
        ints(out, route.line());
        out.writeBoolean(route.kmKnown());
        ints(out, route.heard());
        ints(out, route.entryPosition());
        ints(out, route.entryCell());
        ints(out, route.passes());
        ints(out, route.served());
        matrix(out, route.centre());
        matrix(out, route.spread());
    }

    private static Route route(DataInput in) throws IOException {
        String id = in.readUTF();
        int[] cells = ints(in);
        int calls = in.readInt();
        int positions = in.readInt();
        double[] positionKm = doubles(in);
        double[] latitude = doubles(in);
        double[] longitude = doubles(in);
        int[] line = ints(in);
        boolean kmKnown = in.readBoolean();
        int[] heard = ints(in);
        int[] entryPosition = ints(in);
        int[] entryCell = ints(in);
        return new Route(
                id,
                cells,
                calls,
                positions,
                positionKm,
                latitude,
                longitude,
                line,
                kmKnown,
                heard,
                entryPosition,
                entryCell,
                ints(in),
                ints(in),
                matrix(in),
                matrix(in),
                Route.lookup(positions, heard.length, entryPosition, entryCell));
    }

    private static void cell(DataOutput out, CellInfo cell) throws IOException {
        out.writeUTF(cell.cellId());
        textOrNull(out, cell.site());
        textOrNull(out, cell.line());
        out.writeDouble(cell.trackKm());
        out.writeDouble(cell.latitude());
        out.writeDouble(cell.longitude());
        out.writeDouble(cell.azimuthDegrees());
        out.writeInt(cell.arfcn());
        out.writeInt(cell.bsic());
        out.writeDouble(cell.coverageClassDbm());
        textOrNull(out, cell.replaces());
    }

    private static CellInfo cell(DataInput in) throws IOException {
        return new CellInfo(
                in.readUTF(),
                textOrNull(in),
                textOrNull(in),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                textOrNull(in));
    }

    private static void offset(DataOutput out, MobileOffset offset) throws IOException {
        out.writeFloat(offset.downlinkDb());
        out.writeFloat(offset.uplinkDb());
        out.writeInt(offset.calls());
    }

    private static MobileOffset offset(DataInput in) throws IOException {
        return new MobileOffset(in.readFloat(), in.readFloat(), in.readInt());
    }

    private static void textOrNull(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String textOrNull(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void texts(DataOutput out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInput in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }

    private static void ints(DataOutput out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int v : values) {
            out.writeInt(v);
        }
    }

    private static int[] ints(DataInput in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static void doubles(DataOutput out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double v : values) {
            out.writeDouble(v);
        }
    }

    private static double[] doubles(DataInput in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private static void floats(DataOutput out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float v : values) {
            out.writeFloat(v);
        }
    }

    private static float[] floats(DataInput in) throws IOException {
        float[] values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    private static void matrix(DataOutput out, float[][] rows) throws IOException {
        out.writeInt(rows.length);
        for (float[] row : rows) {
            floats(out, row);
        }
    }

    private static float[][] matrix(DataInput in) throws IOException {
        float[][] rows = new float[in.readInt()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = floats(in);
        }
        return rows;
    }
}
