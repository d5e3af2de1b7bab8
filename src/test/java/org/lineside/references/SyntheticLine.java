package org.lineside.references;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;

/**
 * A line of 300 positions of 100 m and seven masts whose levels are known at every position: path loss of 35 dB a decade
 * and shadowing of 5 dB that keeps 0.6 from position to position. The route is written down, not learned.
 */
public final class SyntheticLine {
    /** Positions of the axis. */
    public static final int POSITIONS = 300;

    /** Masts. */
    public static final int CELLS = 7;

    private static final double AUDIBLE_DBM = -108;
    private static final double NOISE_DB = 1.5;
    private static final int NEIGHBOURS = 5;
    private static final double SYMBOL_M = 553.5;

    private final double[][] level = new double[CELLS][POSITIONS];

    /** A line; the seed draws its shadowing. */
    public SyntheticLine(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int c = 0; c < CELLS; c++) {
            double shadow = 5 * random.nextGaussian();
            for (int p = 0; p < POSITIONS; p++) {
                level[c][p] = -55 - 35 * Math.log10(1 + distance(c, p) / 3.0) + shadow;
                shadow = 0.6 * shadow + 4 * random.nextGaussian();
            }
        }
    }

    private static double distance(int cell, int position) {
        return Math.abs(20 + 43 * cell - position);
    }

    /** The level of a cell at a position in dBm. */
    public double dbm(int cell, int position) {
        return level[cell][position];
    }

    /** The cell that serves there: the strongest. */
    public int server(int position) {
        return IntStream.range(0, CELLS)
                .boxed()
                .max(Comparator.comparingDouble(c -> level[c][position]))
                .orElseThrow();
    }

    /** The route as the simulator would have it learned, from twenty passes. */
    public Route route() {
        int[] position = new int[CELLS * POSITIONS];
        int[] cell = new int[position.length];
        int n = 0;
        for (int p = 0; p < POSITIONS; p++) {
            for (int c = 0; c < CELLS; c++) {
                if (level[c][p] > AUDIBLE_DBM) {
                    position[n] = p;
                    cell[n++] = c;
                }
            }
        }
        int[] entryPosition = Arrays.copyOf(position, n);
        int[] entryCell = Arrays.copyOf(cell, n);
        int[] served = new int[n];
        int[] passes = new int[n];
        float[][] centre = new float[Channel.values().length][n];
        float[][] spread = new float[centre.length][n];
        Arrays.fill(passes, 20);
        for (int e = 0; e < n; e++) {
            int p = entryPosition[e];
            served[e] = entryCell[e] == server(p) ? 20 : 0;
            for (float[] s : spread) {
                s[e] = 2;
            }
            spread[Channel.TIMING_ADVANCE.ordinal()][e] = 0.3f;
            centre[Channel.LEVEL_DL.ordinal()][e] = (float) level[entryCell[e]][p];
            centre[Channel.LEVEL_UL.ordinal()][e] = (float) level[entryCell[e]][p];
            centre[Channel.TIMING_ADVANCE.ordinal()][e] = timingAdvance(entryCell[e], p);
        }
        double[] unknown = new double[POSITIONS];
        Arrays.fill(unknown, Double.NaN);
        int[] all = IntStream.range(0, CELLS).toArray();
        int[] line = new int[POSITIONS];
        Arrays.fill(line, -1);
        return new Route(
                "r1",
                sequence(),
                20,
                POSITIONS,
                unknown,
                unknown,
                unknown,
                line,
                false,
                all,
                entryPosition,
                entryCell,
                passes,
                served,
                centre,
                spread,
                Route.lookup(POSITIONS, CELLS, entryPosition, entryCell));
    }

    private int[] sequence() {
        int[] servers = IntStream.range(0, POSITIONS).map(this::server).toArray();
        return IntStream.range(0, POSITIONS)
                .filter(p -> p == 0 || servers[p] != servers[p - 1])
                .map(p -> servers[p])
                .toArray();
    }

    private static float timingAdvance(int cell, int position) {
        return Math.round(distance(cell, position) * 100 / SYMBOL_M);
    }

    /** A model that knows this route and nothing else; mobile {@code m} is known, its offset 0. */
    public ReferenceModel model() {
        return model("gsm-r", List.of(), route(), Map.of("m", MobileOffset.NONE));
    }

    /** A model that knows one route, these railway lines and these mobiles. */
    public static ReferenceModel model(
            String profile, List<String> lines, Route route, Map<String, MobileOffset> offsets) {
        return new ReferenceModel(
                profile,
                TraceBuilder.names(CELLS),
                Map.of(),
                lines,
                List.of(route),
                offsets,
                new MobileOffset(1.5f, 1.5f, 10),
                new float[CELLS],
                new QualityCurves(Map.of()),
                HandoverGraph.learn(List.of(), new int[0], CELLS));
    }

    /** The same route at other kilometres, of these lines, and with other expectations. */
    public static Route changed(Route r, double[] km, int[] line, float[][] centre) {
        return new Route(
                r.id(),
                r.cells(),
                r.calls(),
                r.positions(),
                km,
                r.latitude(),
                r.longitude(),
                line,
                r.kmKnown(),
                r.heard(),
                r.entryPosition(),
                r.entryCell(),
                r.passes(),
                r.served(),
                centre,
                r.spread(),
                r.lookup());
    }

    /** A call that passes these positions, one sample each, all of its levels shifted. */
    public CallTrace call(String mobile, int[] positions, double shiftDb, long seed) {
        return call(mobile, positions, shiftDb, seed, 0);
    }

    /** The same, where a share of the samples lacks the server's downlink level and the neighbours. */
    public CallTrace call(String mobile, int[] positions, double shiftDb, long seed, double lost) {
        SplittableRandom random = new SplittableRandom(seed);
        TraceBuilder call = new TraceBuilder("c" + seed, mobile, CELLS);
        for (int p : positions) {
            int server = server(p);
            boolean silent = random.nextDouble() < lost;
            double dbm = level[server][p] + shiftDb + NOISE_DB * random.nextGaussian();
            double back = level[server][p] + shiftDb + NOISE_DB * random.nextGaussian();
            call.add(server).dbm(silent ? Double.NaN : dbm, back);
            call.set(Channel.TIMING_ADVANCE, timingAdvance(server, p));
            IntStream.range(0, CELLS)
                    .filter(c -> c != server && level[c][p] + shiftDb > AUDIBLE_DBM && !silent)
                    .boxed()
                    .sorted(Comparator.comparingDouble(c -> -level[c][p]))
                    .limit(NEIGHBOURS)
                    .forEach(c -> call.hears(c, level[c][p] + shiftDb + NOISE_DB * random.nextGaussian()));
        }
        return call.build();
    }
}
