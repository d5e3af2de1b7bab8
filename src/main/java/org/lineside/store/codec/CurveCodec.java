package org.lineside.store.codec;

import java.util.ArrayList;
import java.util.List;
import org.lineside.findings.Curve;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;

/** A curve as bytes: values rounded to 0.01 of their unit, positions to a metre. */
public final class CurveCodec {
    private static final int FORMAT = 1;
    private static final int PER_UNIT = 100;
    private static final int PER_KM = 1000;

    private CurveCodec() {}

    /** The curve without its call's identifier. */
    public static byte[] encode(Curve curve) {
        PackedWriter out = new PackedWriter();
        out.number(FORMAT);
        out.numbers(curve.timeMs());
        out.reals(curve.positionKm(), PER_KM);
        out.numbers(curve.cell());
        out.texts(curve.cells());
        out.number(curve.series().size());
        for (Curve.Series series : curve.series()) {
            out.text(series.indicator());
            out.text(series.unit());
            out.reals(series.observed(), PER_UNIT);
            out.reals(series.expected(), PER_UNIT);
            out.reals(series.lower(), PER_UNIT);
            out.reals(series.upper(), PER_UNIT);
        }
        return out.deflated();
    }

    /** The curve of this call; throws IllegalArgumentException on bytes of another form. */
    public static Curve decode(String callId, byte[] bytes) {
        PackedReader in = PackedReader.deflated(bytes);
        int format = in.small();
        if (format != FORMAT) {
            throw new IllegalArgumentException("curve of call " + callId + " has form " + format + ", not " + FORMAT);
        }
        long[] timeMs = in.numbers();
        float[] positionKm = in.floats(PER_KM);
        int[] cell = in.smalls();
        List<String> cells = in.texts();
        int count = in.small();
        List<Curve.Series> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            series.add(new Curve.Series(
                    in.text(),
                    in.text(),
                    in.floats(PER_UNIT),
                    in.floats(PER_UNIT),
                    in.floats(PER_UNIT),
                    in.floats(PER_UNIT)));
        }
        return new Curve(callId, timeMs, positionKm, cell, cells, List.copyOf(series));
    }
}
