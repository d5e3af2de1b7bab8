package org.lineside.store.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lineside.health.CallHealth;
import org.lineside.health.CallHealth.CellShare;
import org.lineside.health.CallHealth.EdgeShare;
import org.lineside.health.CallHealth.Levels;
import org.lineside.health.CallHealth.Noise;
import org.lineside.health.CallHealth.Release;
import org.lineside.health.CallHealth.Track;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;

/**
 * What a call says of health, as bytes, column by column. Effects are rounded to 0.01 of their unit, variances to 0.0001,
 * classes to 0.1 dB. The rows of a day are made of what has passed through here, whenever the call was judged.
 */
public final class CallHealthCodec {
    private static final int FORMAT = 1;
    private static final int PER_UNIT = 100;
    private static final int PER_VARIANCE = 10_000;
    private static final int PER_CLASS_DB = 10;

    private CallHealthCodec() {}

    /** As bytes. */
    public static byte[] encode(CallHealth call) {
        PackedWriter out = new PackedWriter();
        out.number(FORMAT);
        out.text(call.callId());
        out.text(call.mobileId());
        out.textOrNull(call.trainNumber());
        out.text(call.service());
        out.number(call.startMs());
        out.number(call.endMs());
        out.number(call.release().ordinal());
        out.number(call.handoversTold() ? 1 : 0);
        out.reals(call.noise().callVariance(), PER_VARIANCE);
        out.reals(call.noise().atomVariance(), PER_VARIANCE);
        out.reals(call.noise().inflation(), PER_UNIT);
        cells(out, call.cells());
        edges(out, call.edges());
        levels(out, call.levels());
        return out.deflated();
    }

    private static void cells(PackedWriter out, List<CellShare> cells) {
        out.texts(cells, CellShare::cell);
        int channels = cells.isEmpty() ? 0 : cells.getFirst().effect().length;
        out.number(channels);
        for (int c = 0; c < channels; c++) {
            int channel = c;
            out.numbers(cells, s -> s.atoms()[channel]);
            out.reals(cells, s -> s.effect()[channel], PER_UNIT);
        }
    }

    private static void edges(PackedWriter out, List<EdgeShare> edges) {
        out.texts(edges, EdgeShare::from);
        out.texts(edges, EdgeShare::to);
        out.numbers(edges, EdgeShare::arrived);
        out.numbers(edges, EdgeShare::failed);
        out.numbers(edges, EdgeShare::pingPongs);
        out.numbers(edges, EdgeShare::late);
        for (EdgeShare edge : edges) {
            out.numbers(edge.breakMs(), ms -> ms);
            out.numbers(edge.gapMs(), ms -> ms);
            Map<String, Integer> causes = new TreeMap<>(edge.causes());
            out.texts(List.copyOf(causes.keySet()));
            out.numbers(causes.values().stream().mapToInt(n -> n).toArray());
        }
    }

    private static void levels(PackedWriter out, Levels levels) {
        out.texts(levels.tracks(), Track::line);
        out.texts(levels.tracks(), Track::referenceId);
        out.numbers(levels.position());
        out.numbers(levels.levelDbm());
        int n = levels.position().length;
        int[] reports = new int[n];
        Arrays.setAll(reports, i -> 2 * levels.reports()[i] + levels.below()[i]);
        out.numbers(reports);
        // Track and class seldom change: where they do, and to what.
        int[] changes = IntStream.range(0, n)
                .filter(i -> i == 0
                        || levels.track()[i] != levels.track()[i - 1]
                        || Double.compare(levels.classDbm()[i], levels.classDbm()[i - 1]) != 0)
                .toArray();
        out.numbers(changes);
        out.numbers(Arrays.stream(changes).map(i -> levels.track()[i]).toArray());
        out.reals(Arrays.stream(changes).mapToDouble(i -> levels.classDbm()[i]).toArray(), PER_CLASS_DB);
    }

    /** Out of {@link #encode}; throws IllegalArgumentException on bytes of another form. */
    public static CallHealth decode(byte[] bytes) {
        PackedReader in = PackedReader.deflated(bytes);
        int format = in.small();
        if (format != FORMAT) {
            throw new IllegalArgumentException("health has form " + format + ", not " + FORMAT);
        }
        return new CallHealth(
                in.text(),
                in.text(),
                in.textOrNull(),
                in.text(),
                in.number(),
                in.number(),
                Release.values()[in.small()],
                in.number() == 1,
                new Noise(in.reals(PER_VARIANCE), in.reals(PER_VARIANCE), in.reals(PER_UNIT)),
                cells(in),
                edges(in),
                levels(in));
    }

    private static List<CellShare> cells(PackedReader in) {
        List<String> cell = in.texts();
        int[][] atoms = new int[in.small()][];
        float[][] effect = new float[atoms.length][];
        for (int c = 0; c < atoms.length; c++) {
            atoms[c] = in.smalls();
            effect[c] = in.floats(PER_UNIT);
        }
        List<CellShare> cells = new ArrayList<>(cell.size());
        for (int i = 0; i < cell.size(); i++) {
            int[] own = new int[atoms.length];
            float[] effects = new float[atoms.length];
            for (int c = 0; c < atoms.length; c++) {
                own[c] = atoms[c][i];
                effects[c] = effect[c][i];
            }
            cells.add(new CellShare(cell.get(i), own, effects));
        }
        return List.copyOf(cells);
    }

    private static List<EdgeShare> edges(PackedReader in) {
        List<String> from = in.texts();
        List<String> to = in.texts();
        int[] arrived = in.smalls();
        int[] failed = in.smalls();
        int[] pingPongs = in.smalls();
        int[] late = in.smalls();
        List<EdgeShare> edges = new ArrayList<>(from.size());
        for (int i = 0; i < from.size(); i++) {
            List<Integer> breakMs = list(in);
            List<Integer> gapMs = list(in);
            List<String> cause = in.texts();
            int[] count = in.smalls();
            Map<String, Integer> causes = new TreeMap<>();
            for (int k = 0; k < count.length; k++) {
                causes.put(cause.get(k), count[k]);
            }
            edges.add(new EdgeShare(
                    from.get(i),
                    to.get(i),
                    arrived[i],
                    failed[i],
                    pingPongs[i],
                    late[i],
                    breakMs,
                    gapMs,
                    Map.copyOf(causes)));
        }
        return List.copyOf(edges);
    }

    private static List<Integer> list(PackedReader in) {
        return Arrays.stream(in.smalls()).boxed().toList();
    }

    private static Levels levels(PackedReader in) {
        List<String> line = in.texts();
        List<String> reference = in.texts();
        List<Track> tracks = new ArrayList<>(line.size());
        for (int i = 0; i < line.size(); i++) {
            tracks.add(new Track(line.get(i), reference.get(i)));
        }
        int[] position = in.smalls();
        int[] levelDbm = in.smalls();
        int[] reports = in.smalls();
        int[] changes = in.smalls();
        int[] trackThere = in.smalls();
        double[] classThere = in.reals(PER_CLASS_DB);
        int n = position.length;
        int[] track = new int[n];
        double[] classDbm = new double[n];
        for (int k = 0; k < changes.length; k++) {
            int to = k + 1 < changes.length ? changes[k + 1] : n;
            Arrays.fill(track, changes[k], to, trackThere[k]);
            Arrays.fill(classDbm, changes[k], to, classThere[k]);
        }
        int[] below = Arrays.stream(reports).map(r -> r & 1).toArray();
        return new Levels(
                List.copyOf(tracks),
                track,
                position,
                levelDbm,
                Arrays.stream(reports).map(r -> r >> 1).toArray(),
                below,
                classDbm);
    }
}
