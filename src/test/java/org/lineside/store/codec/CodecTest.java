package org.lineside.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.findings.Curve;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;
import org.lineside.store.Samples;

class CodecTest {
    private static final List<String> CELLS = List.of("961-12", "A", "B", "C", "D", "Zelle-ß");

    @Property(seed = "20261101", tries = 200)
    void trace_comes_back_the_same(@ForAll long seed, @ForAll @IntRange(max = 120) int size) {
        CallTrace trace = trace(new Random(seed), size);
        List<CallTrace> both =
                Arrays.asList(TraceCodec.decode(TraceCodec.encode(trace)), TraceCodec.decode(TraceCodec.encode(all())));
        TraceCodec.shareCells(both);
        CallTrace back = both.getFirst();
        assertThat(back.cells()).isEqualTo(CELLS);
        assertThat(back)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class) // NaN equals NaN
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(trace);
    }

    /** A trace that names every cell, so that the shared list is the one the other indexes. */
    private static CallTrace all() {
        CallTrace t = trace(new Random(1), 6);
        for (int i = 0; i < 6; i++) {
            t.cell()[i] = i;
        }
        return t;
    }

    private static CallTrace trace(Random random, int size) {
        int[] start = new int[size + 1];
        for (int i = 0; i < size; i++) {
            start[i + 1] = start[i] + random.nextInt(7);
        }
        long[] startMs = new long[size];
        long[] endMs = new long[size];
        long clock = Samples.DAY;
        for (int i = 0; i < size; i++) {
            clock += random.nextInt(4000);
            startMs[i] = clock;
            endMs[i] = clock + random.nextInt(1920);
        }
        float[][] channels = new float[Channel.values().length][];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = random.nextInt(4) == 0 ? new float[0] : floats(random, size);
        }
        short[] arfcn = new short[size];
        Arrays.fill(arfcn, (short) (random.nextInt(3) - 1));
        CallInfo info =
                new CallInfo("call-" + size, "M1", "voice", clock - 10_000, clock, null, "ICE 70", "Zug \u2192 Nord");
        return new CallTrace(
                info,
                "gsm-r",
                CELLS,
                startMs,
                endMs,
                cells(random, size),
                bytes(random, size),
                bytes(random, size),
                bytes(random, size),
                channels,
                floats(random, size),
                floats(random, size),
                floats(random, size),
                floats(random, size),
                floats(random, size),
                doubles(random, size, 1000),
                doubles(random, size, 1_000_000),
                doubles(random, size, 1_000_000),
                arfcn,
                start,
                cells(random, start[size]),
                floats(random, start[size]),
                random.nextBoolean());
    }

    private static int[] cells(Random random, int size) {
        return random.ints(size, 0, CELLS.size()).toArray();
    }

    private static byte[] bytes(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Rounded to 0.01, some missing; now and then all missing or none. */
    private static float[] floats(Random random, int size) {
        int holes = random.nextInt(4);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(3) < holes ? Float.NaN : (float) ((random.nextInt(40_000) - 20_000) / 100.0);
        }
        return values;
    }

    private static double[] doubles(Random random, int size, int perUnit) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(5) == 0 ? Double.NaN : (double) random.nextInt(180 * perUnit) / perUnit;
        }
        return values;
    }

    @Property(seed = "20261101", tries = 200)
    void curve_comes_back_rounded_to_a_hundredth(@ForAll long seed, @ForAll @IntRange(max = 200) int size) {
        Random random = new Random(seed);
        float[] raw = new float[size];
        for (int i = 0; i < size; i++) {
            raw[i] = random.nextInt(9) == 0 ? Float.NaN : -110 + 70 * random.nextFloat();
        }
        Curve curve = new Curve(
                "c",
                random.longs(size, 0, 4_000_000_000_000L).toArray(),
                new float[size],
                cells(random, size),
                CELLS,
                List.of(new Curve.Series("rxlev_dl", "dBm", raw, raw, raw, raw)));
        Curve back = CurveCodec.decode("c", CurveCodec.encode(curve));
        assertThat(back.timeMs()).isEqualTo(curve.timeMs());
        assertThat(back.cell()).isEqualTo(curve.cell());
        assertThat(back.cells()).isEqualTo(curve.cells());
        float[] upper = back.series().getFirst().upper();
        for (int i = 0; i < size; i++) {
            assertThat(Float.isNaN(upper[i])).isEqualTo(Float.isNaN(raw[i]));
            if (!Float.isNaN(raw[i])) {
                assertThat(Math.abs(upper[i] - raw[i])).isLessThan(0.00501f);
            }
        }
    }

    @Test
    void extreme_values_come_back() {
        double[] values = {Double.POSITIVE_INFINITY, Double.NaN, -1e300, 0, Double.NEGATIVE_INFINITY};
        PackedWriter out = new PackedWriter();
        out.reals(values, 100);
        out.number(Long.MIN_VALUE);
        out.number(Long.MAX_VALUE);
        out.reals(new double[0], 100);
        PackedReader in = PackedReader.deflated(out.deflated());
        assertThat(in.reals(100)).isEqualTo(values);
        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.reals(100)).isEmpty();
    }

    @Property(seed = "20261101", tries = 300)
    void damaged_bytes_are_refused_and_never_trusted(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] good = TraceCodec.encode(trace(new Random(7), 40));
        byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
        assertThatThrownBy(() -> TraceCodec.decode(bad)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_trace_of_an_hour_is_small() {
        // 1875 samples of an hour with four neighbours each; random digits are the worst case
        assertThat(TraceCodec.encode(trace(new Random(3), 1875)).length).isLessThan(120_000);
    }
}
