package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.calls.Channel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.comparison.NetworkShift;
import org.lineside.comparison.Residuals;
import org.lineside.config.SettingsLoader;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;
import org.lineside.references.SyntheticLine;

/** What calls along a synthetic line of 30 km, which begins 5 km below its zero, say of cells and places. */
class EvidenceExtractorTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final int FIRST_MASTS_CELL = 0;
    /** A position at which a stretch begins. */
    private static final int FIRST_OF_ZONE = 10;

    private static final ReferenceModel MODEL = model();
    /** The cell behind the first one. */
    private static final int SECOND = IntStream.range(0, SyntheticLine.POSITIONS)
            .map(LINE::server)
            .filter(c -> c != LINE.server(0))
            .findFirst()
            .orElseThrow();

    private static final EvidenceExtractor EXTRACTOR = new EvidenceExtractor(
            MODEL,
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")),
            new WorksCalendar(List.of(), Map.of()));

    private static double km(int position) {
        return -5 + 0.1 * position;
    }

    private static ReferenceModel model() {
        Route r = LINE.route();
        double[] km = IntStream.range(0, r.positions())
                .mapToDouble(EvidenceExtractorTest::km)
                .toArray();
        Route placed = SyntheticLine.changed(r, km, new int[r.positions()], r.centre());
        return SyntheticLine.model("gsm-r", List.of("L1"), placed, Map.of("m", MobileOffset.NONE));
    }

    /** A pass along the whole line, 7 dB too weak and 3 classes too bad in the first mast's cell. */
    private static CallEvidence evidence() {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int[] way = IntStream.range(0, SyntheticLine.POSITIONS).toArray();
        for (int p : way) {
            int serving = LINE.server(p);
            double lost = serving == FIRST_MASTS_CELL ? 7 : 0;
            builder.add(serving)
                    .dbm(LINE.dbm(serving, p) - lost, LINE.dbm(serving, p))
                    .set(Channel.QUALITY_DL, serving == FIRST_MASTS_CELL ? 3 : 0);
        }
        ComparedCall call = compared(builder, way);
        return EXTRACTOR.extract(call, NetworkShift.CallMean.of(call), false);
    }

    /** The call that was built, laid along a way. */
    private static ComparedCall compared(TraceBuilder builder, int[] way) {
        return new Residuals(MODEL, 5)
                .of(
                        builder.build(),
                        IntStream.range(0, SyntheticLine.CELLS).toArray(),
                        HandmadeCalls.along(way, MobileOffset.NONE),
                        List.of());
    }

    private static float effect(Atom atom, Channel channel) {
        return atom.effect()[channel.ordinal()];
    }

    @Test
    void whatLiesBelowTheLinesZeroCounts() {
        List<Atom> below = evidence().atoms().stream()
                .filter(a -> a.kmTo() < 0 && a.kmFrom() > -5)
                .toList();
        assertThat(below).hasSizeGreaterThanOrEqualTo(10).allSatisfy(a -> {
            assertThat(a.zone()).isNotNegative();
            assertThat(a.line()).isEqualTo("L1");
            assertThat(a.direction()).isEqualTo(1);
            if (a.cell().equals(TraceBuilder.names(SyntheticLine.CELLS).get(FIRST_MASTS_CELL)) && a.places() > 1) {
                assertThat(effect(a, Channel.LEVEL_DL)).isCloseTo(-7, within(0.01f));
                assertThat(effect(a, Channel.LEVEL_UL)).isCloseTo(0, within(0.01f));
            }
        });
        int[] zones =
                evidence().atoms().stream().mapToInt(Atom::zone).distinct().toArray();
        assertThat(zones).isSorted().hasSizeGreaterThan(70);
        assertThat(Arrays.stream(zones).max().orElseThrow()
                        - Arrays.stream(zones).min().orElseThrow())
                .isEqualTo(zones.length - 1);
    }

    /** The end of an axis takes in all that lies beyond: its level means nothing, a quality at a given level still does. */
    @Test
    void atTheEndOfAnAxisOnlyQualitySpeaks() {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int serving = LINE.server(0);
        int[] way = new int[6];
        for (int i = 0; i < way.length; i++) {
            builder.add(serving)
                    .dbm(LINE.dbm(serving, 0) - 20, LINE.dbm(serving, 0) - 20)
                    .set(Channel.QUALITY_DL, 4);
        }
        ComparedCall call = compared(builder, way);
        assertThat(EXTRACTOR
                        .extract(call, NetworkShift.CallMean.of(call), false)
                        .atoms())
                .singleElement()
                .satisfies(a -> {
                    assertThat(effect(a, Channel.LEVEL_DL)).isNaN();
                    assertThat(effect(a, Channel.LEVEL_UL)).isNaN();
                    assertThat(effect(a, Channel.QUALITY_DL)).isCloseTo(4, within(0.01f));
                });
    }

    /** A call that is weak for some positions, and leaves the first cell at one of them. */
    private static List<Atom> leavingAt(int last, int end) {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int[] way = IntStream.range(4, end).toArray();
        for (int p : way) {
            int serving = p <= last ? LINE.server(0) : SECOND;
            double lost = p >= FIRST_OF_ZONE && p <= last ? 9 : 0;
            builder.add(serving)
                    .dbm(LINE.dbm(serving, p) - lost, LINE.dbm(serving, p) - lost)
                    .set(Channel.TIMING_ADVANCE, 40)
                    .set(Channel.QUALITY_DL, p == last ? 3 : 0);
        }
        ComparedCall call = compared(builder, way);
        String first = TraceBuilder.names(SyntheticLine.CELLS).get(LINE.server(0));
        return EXTRACTOR.extract(call, NetworkShift.CallMean.of(call), false).atoms().stream()
                .filter(a -> a.cell().equals(first) && a.kmTo() >= km(FIRST_OF_ZONE) - 0.01)
                .toList();
    }

    /** Those calls leave a cell early that are weak there by chance; of more than one place the others tell. */
    @Test
    void theLastPlaceBeforeAHandoverByItselfTellsNoLevel() {
        assertThat(leavingAt(FIRST_OF_ZONE, 30)).singleElement().satisfies(a -> {
            assertThat(a.places()).isEqualTo(1);
            assertThat(effect(a, Channel.LEVEL_DL)).isNaN();
            assertThat(effect(a, Channel.LEVEL_UL)).isNaN();
            assertThat(effect(a, Channel.QUALITY_DL)).isGreaterThan(1);
            assertThat(effect(a, Channel.TIMING_ADVANCE)).isGreaterThan(1);
        });
        assertThat(leavingAt(FIRST_OF_ZONE + 1, 30)).singleElement().satisfies(a -> {
            assertThat(a.places()).isEqualTo(2);
            assertThat(effect(a, Channel.LEVEL_DL)).isCloseTo(-9, within(0.01f));
        });
        // Where a call ends there it did not leave for another cell.
        assertThat(leavingAt(FIRST_OF_ZONE, FIRST_OF_ZONE + 1))
                .singleElement()
                .satisfies(a -> assertThat(effect(a, Channel.LEVEL_DL)).isCloseTo(-9, within(0.01f)));
    }

    /** Kept by the first cell until well within the second one's ground; what is expected of a cell that is worked on is not. */
    @Test
    void whatPlannedWorksExplainIsNoEvidence() {
        String worked = TraceBuilder.names(SyntheticLine.CELLS).get(SECOND);
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int[] way = IntStream.range(0, SyntheticLine.POSITIONS).toArray();
        for (int p : way) {
            int serving = p < 56 ? LINE.server(0) : LINE.server(p);
            double level = serving == LINE.server(p) ? LINE.dbm(serving, p) : LINE.dbm(SECOND, p) - 12;
            builder.add(serving).dbm(level, level);
        }
        ComparedCall call = compared(builder, way);
        NetworkShift.CallMean mean = NetworkShift.CallMean.of(call);
        assertThat(EXTRACTOR.extract(call, mean, false).steps())
                .filteredOn(step -> step.kind() == Kind.LATE && step.happened())
                .singleElement()
                .satisfies(step -> assertThat(step.to()).isEqualTo(worked));
        // What the whole network has lost a handover is not later by.
        assertThat(latest(EXTRACTOR.extract(call.without(-2.5f, -2.5f), mean, false)))
                .isCloseTo(latest(EXTRACTOR.extract(call, mean, false)) - 2.5, within(1e-4));

        CallEvidence rest = whileWorkedOn(worked, call);
        assertThat(rest.steps()).isNotEmpty().noneMatch(s -> s.from().equals(worked) || s.to().equals(worked));
        assertThat(rest.presences()).isNotEmpty().noneMatch(p -> p.cell().equals(worked));
    }

    /** Kept by the first cell through all of the second one's ground, which is heard 20 dB louder, or 8, or not at all. */
    @Test
    void aCellPassedByIsAHandoverThatComesTooLate() {
        assertThat(passedBy(0)).isNotEmpty().allSatisfy(step -> {
            assertThat(step.from()).isEqualTo(name(LINE.server(0)));
            assertThat(step.to()).isEqualTo(name(SECOND));
            assertThat(step.size()).isCloseTo(20, within(1e-3));
        });
        assertThat(passedBy(12)).as("a cell that has grown weak").isEmpty();
        assertThat(passedBy(Double.NaN)).as("a cell that is not heard").isEmpty();
    }

    /**
     * The late handovers of a call that is as near the strongest cell as ever when it leaves the first one at last.
     *
     * @param lostDb what the cell passed by has lost, NaN where it is not heard
     */
    private static List<CallEvidence.Step> passedBy(double lostDb) {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int[] way = IntStream.range(0, SyntheticLine.POSITIONS).toArray();
        int through =
                IntStream.of(way).filter(p -> LINE.server(p) == SECOND).max().orElseThrow();
        for (int p : way) {
            int usual = LINE.server(p);
            double level = LINE.dbm(usual, p) - (usual == SECOND ? 20 : 0);
            builder.add(p <= through + 2 ? LINE.server(0) : usual).dbm(level, level);
            if (usual == SECOND && !Double.isNaN(lostDb)) {
                builder.hears(SECOND, LINE.dbm(SECOND, p) - lostDb);
            }
        }
        ComparedCall call = compared(builder, way);
        return EXTRACTOR.extract(call, NetworkShift.CallMean.of(call), false).steps().stream()
                .filter(s -> s.kind() == Kind.LATE && s.happened())
                .toList();
    }

    private static String name(int cell) {
        return TraceBuilder.names(SyntheticLine.CELLS).get(cell);
    }

    private static double latest(CallEvidence call) {
        return call.steps().stream()
                .filter(s -> s.kind() == Kind.LATE)
                .mapToDouble(CallEvidence.Step::size)
                .max()
                .orElseThrow();
    }

    /** What is left of a call's evidence when one cell is worked on. */
    private static CallEvidence whileWorkedOn(String cell, ComparedCall call) {
        PlannedWork work =
                new PlannedWork(TraceBuilder.START, Long.MAX_VALUE, cell, null, Double.NaN, Double.NaN, "new antenna");
        return new EvidenceExtractor(
                        MODEL,
                        SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")),
                        new WorksCalendar(List.of(work), Map.of()))
                .extract(call, NetworkShift.CallMean.of(call), false);
    }

    /** Beside a cell that is worked on another one serves further than usual, and is laid where it usually ends. */
    @Test
    void besideWorksNothingIsTold() {
        int first = LINE.server(0);
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        int[] way = IntStream.range(0, SyntheticLine.POSITIONS).toArray();
        for (int p : way) {
            int serving = LINE.server(p) == first ? SECOND : LINE.server(p);
            builder.add(serving).dbm(LINE.dbm(serving, p), LINE.dbm(serving, p));
        }
        ComparedCall call = compared(builder, way);
        int all = EXTRACTOR
                .extract(call, NetworkShift.CallMean.of(call), false)
                .atoms()
                .size();
        CallEvidence rest =
                whileWorkedOn(TraceBuilder.names(SyntheticLine.CELLS).get(first), call);
        assertThat(rest.atoms()).isNotEmpty().hasSizeLessThan(all - 5);
    }
}
