package org.lineside.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Scope;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;
import org.lineside.references.SyntheticLine;

class ModelComparisonTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final Settings SETTINGS = SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"));

    private static List<CallTrace> passes() {
        int[] all = IntStream.range(0, SyntheticLine.POSITIONS).toArray();
        return IntStream.range(0, 6)
                .mapToObj(seed -> LINE.call("m", all, 0, seed))
                .toList();
    }

    /** The line's model with one cell's levels shifted, and these offsets of mobiles. */
    private static ReferenceModel model(int cell, float shiftDb, Map<String, MobileOffset> mobiles) {
        Route r = LINE.route();
        float[][] centre = new float[r.centre().length][];
        for (int c = 0; c < centre.length; c++) {
            centre[c] = r.centre()[c].clone();
            for (int e = 0; e < centre[c].length; e++) {
                if (Channel.values()[c].isLevel() && r.entryCell()[e] == cell) {
                    centre[c][e] += shiftDb;
                }
            }
        }
        Route shifted = SyntheticLine.changed(r, r.positionKm(), r.line(), centre);
        return SyntheticLine.model("gsm-r", List.of(), shifted, mobiles);
    }

    private static double cell(ModelOffsets offsets, int cell, Channel channel) {
        return offsets.cell(LINE.model().cells().get(cell), channel);
    }

    @Test
    void a_model_is_no_distance_from_itself() {
        ModelOffsets offsets = new ModelComparison(LINE.model(), LINE.model(), SETTINGS).over(passes());
        assertThat(offsets.offsets()).isNotEmpty();
        assertThat(offsets.offsets().values())
                .allSatisfy(o -> assertThat(o.effect()).isZero());
        ModelOffsets itself = ModelComparison.ofItself(LINE.model());
        assertThat(itself.offsets().keySet()).containsAll(offsets.offsets().keySet());
    }

    @Test
    void tells_the_cell_that_a_new_model_expects_weaker() {
        ModelOffsets offsets =
                new ModelComparison(LINE.model(), model(2, -4, LINE.model().offsets()), SETTINGS).over(passes());
        assertThat(cell(offsets, 2, Channel.LEVEL_DL)).isCloseTo(-4, within(0.5));
        assertThat(cell(offsets, 2, Channel.LEVEL_UL)).isCloseTo(-4, within(0.5));
        assertThat(cell(offsets, 3, Channel.LEVEL_DL)).isCloseTo(0, within(0.5));
        assertThat(cell(offsets, 2, Channel.TIMING_ADVANCE)).isCloseTo(0, within(0.3));
    }

    @Test
    void mobiles_are_compared_by_their_offsets_and_leave_the_cells_alone() {
        ModelOffsets offsets = new ModelComparison(
                        LINE.model(),
                        model(2, 0, Map.of("m", new MobileOffset(-3, -1, 8), "new", new MobileOffset(5, 5, 8))),
                        SETTINGS)
                .over(passes());
        assertThat(offsets.mobile("m", Channel.LEVEL_DL)).isEqualTo(-3);
        assertThat(offsets.mobile("m", Channel.LEVEL_UL)).isEqualTo(-1);
        assertThat(offsets.offsets()).doesNotContainKey(new Series(Scope.MOBILE, "new", Channel.LEVEL_DL));
        assertThat(cell(offsets, 2, Channel.LEVEL_DL)).isCloseTo(0, within(0.5));
    }

    @Test
    void order_of_passes_does_not_matter_and_none_tell_nothing_of_cells() {
        ModelComparison comparison =
                new ModelComparison(LINE.model(), model(2, -4, LINE.model().offsets()), SETTINGS);
        List<CallTrace> reversed = new ArrayList<>(passes()).reversed();
        assertThat(comparison.over(reversed)).isEqualTo(comparison.over(passes()));
        Map<Series, Offset> none = comparison.over(List.of()).offsets();
        assertThat(none.keySet()).allMatch(s -> s.scope() == Scope.MOBILE);
    }
}
