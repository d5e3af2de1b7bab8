package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

class ChainTest {
    private static final int CALLS = 40;

    private final SplittableRandom random = new SplittableRandom(11);

    private Part part(int zone) {
        List<Row> rows = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            for (int k = random.nextInt(3); k > 0; k--) {
                float[] effect = new float[Channel.values().length];
                for (int c = 0; c < effect.length; c++) {
                    effect[c] = random.nextInt(4) == 0 ? Float.NaN : (float) random.nextDouble(-9, 9);
                }
                int cell = random.nextInt(2);
                Atom atom = new Atom("C" + cell, "L", zone, 1, 0, 1, 0, 1, 5, effect, -70, 0, false);
                rows.add(new Row(call, atom, cell, PlaceScales.NONE.at(atom)));
            }
        }
        return new Part(rows);
    }

    private Chain chain() {
        Chain chain = new Chain(List.of(part(1), part(2), part(3)));
        for (int to = 1; to <= 3; to++) {
            chain.with(Kind.SECTION, "L|1|" + to + "|0");
        }
        return chain;
    }

    @Test
    void aGroupSaysWhatItsAtomsSayByThemselves() {
        List<Group> seen = new ArrayList<>();
        chain().weigh(Line.SCALES, 1, (group, series) -> {
            seen.add(group);
            EffectSeries alone = EffectSeries.of(group.rows(0, CALLS), Line.SCALES);
            for (Channel channel : Channel.values()) {
                EffectSeries.Estimate own = series.alone(channel);
                EffectSeries.Estimate expected = alone.alone(channel);
                for (int j = 0, k = 0; k < series.size(); k++) {
                    boolean met = j < alone.size() && alone.call(j) == series.call(k);
                    assertThat(Double.valueOf(own.size()[k]))
                            .isEqualTo(Double.valueOf(met ? expected.size()[j] : Double.NaN));
                    assertThat(own.weight()[k]).isEqualTo(met ? expected.weight()[j] : 0);
                    assertThat(series.cells(k)).isEqualTo(met ? alone.cells(j) : 0);
                    j += met ? 1 : 0;
                }
            }
        });
        assertThat(seen).extracting(g -> g.key).containsExactly("L|1|1|0", "L|1|2|0", "L|1|3|0");
    }

    @Test
    void onlyWhatChangedIsWeighedAnew() {
        Chain chain = chain();
        chain.weigh(Line.SCALES, 1, (group, series) -> {});
        chain.parts().get(1).rows()[5].changed = 2;
        chain.parts().forEach(Part::look);
        List<String> anew = new ArrayList<>();
        chain.weigh(Line.SCALES, 2, (group, series) -> anew.add(group.key));
        assertThat(anew).containsExactly("L|1|2|0", "L|1|3|0");
        chain.weigh(Line.SCALES, 2, (group, series) -> anew.add("again"));
        assertThat(anew).hasSize(2);
    }

    @Test
    void rowsOfAStretchAreThoseOfItsPartsByCall() {
        Group whole = chain().groups().toList().getLast();
        int[] calls = whole.rows(10, 20).stream().mapToInt(r -> r.call).toArray();
        int[] sorted = calls.clone();
        Arrays.sort(sorted);
        assertThat(calls).isEqualTo(sorted);
        assertThat(calls[0]).isGreaterThanOrEqualTo(10);
        assertThat(calls[calls.length - 1]).isLessThanOrEqualTo(20);
        assertThat(whole.rows(0, CALLS)).hasSizeGreaterThan(calls.length);
    }
}
