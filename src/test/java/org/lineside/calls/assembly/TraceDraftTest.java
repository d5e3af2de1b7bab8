package org.lineside.calls.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Blanks;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.packing.PackedWriter;

/** Samples come back as they were, their cells by other numbers. */
class TraceDraftTest {
    private static final CallInfo INFO = new CallInfo("c1", "M1", "voice", 1000, 9000, null, null, null);
    private static final int COLUMNS =
            1 << Channel.LEVEL_DL.ordinal() | 1 << Channel.QUALITY_DL.ordinal() | SourceRows.NEIGHBOURS;
    /** By the dictionary: cell 4 is the first by name, 7 the second, 2 the third. */
    private static final int[] NEW_NUMBER = {-1, -1, 2, -1, 0, -1, -1, 1};

    private static SampleBuffer samples() {
        SampleBuffer b = new SampleBuffer();
        b.size = 3;
        for (int i = 0; i < b.size; i++) {
            b.startMs[i] = 1000 + 1920L * i;
            b.endMs[i] = b.startMs[i] + 480L * i;
            b.cell[i] = i < 2 ? 7 : 4;
            b.reports[i] = (byte) (i == 2 ? 127 : i + 1);
            b.downlinkReports[i] = (byte) i;
            b.afterHandover[i] = (byte) (i == 2 ? 2 : 0);
            b.channels[Channel.LEVEL_DL.ordinal()][i] = -70 - i / 3f;
            b.channels[Channel.LEVEL_UL.ordinal()][i] = -80;
            b.channels[Channel.QUALITY_DL.ordinal()][i] = i == 1 ? Float.NaN : i;
            b.censored[i] = 0;
            b.censoredUplink[i] = i / 4f;
            b.badDownlink[i] = Float.NaN;
            b.attenuation[i] = 2 * i;
            b.msPower[i] = 39;
            b.trackKm[i] = 12.3456789 + i;
            b.latitude[i] = Double.NaN;
            b.longitude[i] = i == 0 ? -1e-7 : Double.NaN;
        }
        b.arfcn[0] = 955;
        b.arfcn[1] = -1;
        b.arfcn[2] = Short.MAX_VALUE;
        int[] neighbours = {2, 4, 7, 2};
        for (int k = 0; k < neighbours.length; k++) {
            b.neighbourCell[k] = neighbours[k];
            b.neighbourDbm[k] = -90 - k;
        }
        b.neighbourSize = 4;
        b.neighbourStart[1] = 3;
        b.neighbourStart[2] = 3;
        b.neighbourStart[3] = 4;
        return b;
    }

    @Test
    void comes_back() {
        BitSet used = new BitSet();
        CallTrace back = TraceDraft.of(INFO, COLUMNS, samples(), used, new PackedWriter())
                .in(new TraceDraft.Frame("gsm-r", List.of("A", "B", "C"), NEW_NUMBER, new Blanks()))
                .trace();
        assertThat(used.stream()).containsExactly(2, 4, 7);
        assertThat(back.info()).isEqualTo(INFO);
        assertThat(back.startMs()).containsExactly(1000, 2920, 4840);
        assertThat(back.endMs()).containsExactly(1000, 3400, 5800);
        assertThat(back.cell()).containsExactly(1, 1, 0);
        assertThat(back.reports()).containsExactly(1, 2, 127);
        assertThat(back.downlinkReports()).containsExactly(0, 1, 2);
        assertThat(back.afterHandover()).containsExactly(0, 0, 2);
        assertThat(back.channel(Channel.LEVEL_DL)).containsExactly(-70, -70 - 1 / 3f, -70 - 2 / 3f);
        assertThat(back.channel(Channel.LEVEL_UL)).as("no such column").isEmpty();
        assertThat(back.channel(Channel.QUALITY_DL)).containsExactly(0, Float.NaN, 2);
        assertThat(back.censored()).containsExactly(0, 0, 0);
        assertThat(back.censoredUplink()).containsExactly(0, 0.25f, 0.5f);
        assertThat(back.badDownlink()).containsExactly(Float.NaN, Float.NaN, Float.NaN);
        assertThat(back.bsAttenuationDb()).containsExactly(0, 2, 4);
        assertThat(back.msPowerDbm()).containsExactly(39, 39, 39);
        assertThat(back.trackKm()).containsExactly(12.3456789, 13.3456789, 14.3456789);
        assertThat(back.latitude()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(back.longitude()).containsExactly(-1e-7, Double.NaN, Double.NaN);
        assertThat(back.arfcn()).containsExactly(955, -1, Short.MAX_VALUE);
        assertThat(back.neighbourStart()).containsExactly(0, 3, 3, 4);
        assertThat(back.neighbourCell()).as("by cell within a sample").containsExactly(0, 1, 2, 2);
        assertThat(back.neighbourDbm()).containsExactly(-91, -92, -90, -93);
        assertThat(back.neighboursDelivered()).isTrue();
    }

    @Test
    void without_neighbours() {
        SampleBuffer b = samples();
        b.neighbourSize = 0;
        b.neighbourStart[1] = 0;
        b.neighbourStart[2] = 0;
        b.neighbourStart[3] = 0;
        CallTrace back = TraceDraft.of(INFO, 0, b, new BitSet(), new PackedWriter())
                .in(new TraceDraft.Frame("gsm-r", List.of("A", "B", "C"), NEW_NUMBER, new Blanks()))
                .trace();
        assertThat(back.neighbourCell()).isEmpty();
        assertThat(back.neighbourDbm()).isEmpty();
        assertThat(back.neighbourStart()).containsExactly(0, 0, 0, 0);
        assertThat(back.neighboursDelivered()).isFalse();
        for (float[] channel : back.channels()) {
            assertThat(channel).isEmpty();
        }
    }
}
