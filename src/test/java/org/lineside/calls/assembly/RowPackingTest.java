package org.lineside.calls.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rows come back as they were packed. */
class RowPackingTest {
    /** A call kept back as calls were packed at first: the three rows of {@link #oldRow}. */
    private static final String KEPT_LONG_AGO =
            "01000567736d2d72000563616c6c3100000000000000000000000000003f000000030001410001420001430000000100026d31000000030000002d8f1580f08eeb94670001bc07f83c8b010002019f0102b3010014c0078d01028014c0078f01040202ef0101af01";

    private static Row oldRow(int i) {
        Row row = blank();
        row.timeMs = 1_772_323_200_000L + 480L * i;
        row.cell = 0;
        row.mobile = 0;
        row.arfcn = 955;
        row.msPower = 3900;
        row.channel[0] = -70 - i;
        row.channel[2] = i;
        row.neighbours = i == 1 ? 0 : 2;
        row.neighbourCell[0] = i == 2 ? 2 : 1;
        row.neighbourLevel[0] = -80 - 20 * i;
        row.neighbourCell[1] = i == 2 ? 1 : 2;
        row.neighbourLevel[1] = -90 + i;
        return row;
    }

    private static Row blank() {
        Row row = new Row();
        row.cell = -1;
        row.mobile = -1;
        row.arfcn = -1;
        row.msPower = Row.MISSING;
        row.attenuation = Row.MISSING;
        Arrays.fill(row.channel, Row.MISSING);
        row.trackKm = Row.NO_POSITION;
        row.latitude = Row.NO_POSITION;
        row.longitude = Row.NO_POSITION;
        return row;
    }

    /** Rows as they come: mostly a little other than the one before, now and then anything a number can be. */
    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        long time = random.nextLong() >> 20;
        for (int i = random.nextInt(40); i > 0; i--) {
            Row row = blank();
            time += random.nextInt(8) == 0 ? random.nextInt() : 480;
            row.timeMs = time;
            row.cell = random.nextInt(300);
            row.mobile = random.nextInt(3) - 1;
            row.arfcn = random.nextInt(1024) - 1;
            row.msPower = random.nextInt(4) == 0 ? Row.MISSING : random.nextInt(5000);
            row.attenuation = random.nextInt(4) == 0 ? random.nextInt(3000) : Row.MISSING;
            for (int c = 0; c < row.channel.length; c++) {
                row.channel[c] = random.nextInt(5) == 0 ? Row.MISSING : level(random);
            }
            row.trackKm = random.nextInt(3) == 0 ? random.nextLong() >> 16 : Row.NO_POSITION;
            row.latitude = random.nextInt(3) == 0 ? random.nextInt() : Row.NO_POSITION;
            row.longitude = random.nextInt(3) == 0 ? random.nextInt() : Row.NO_POSITION;
            row.neighbours = random.nextInt(Row.MAX_NEIGHBOURS + 1);
            for (int n = 0; n < row.neighbours; n++) {
                row.neighbourCell[n] = random.nextInt(8) == 0 ? random.nextInt(100_000) : random.nextInt(9);
                row.neighbourLevel[n] = level(random);
            }
            rows.add(row);
        }
        return rows;
    }

    private static int level(Random random) {
        return random.nextInt(50) == 0 ? random.nextInt() >> 1 : random.nextInt(60) - 110;
    }

    private static List<String> unpacked(RowDecoder decoder) {
        List<String> rows = new ArrayList<>();
        Row row = new Row();
        while (decoder.next(row)) {
            rows.add(text(row));
        }
        return rows;
    }

    private static String text(Row row) {
        return row.timeMs + " " + row.cell + " " + row.mobile + " " + row.arfcn + " " + row.msPower + " "
                + row.attenuation + " " + Arrays.toString(row.channel) + " " + row.trackKm + " " + row.latitude + " "
                + row.longitude + " " + Arrays.toString(Arrays.copyOf(row.neighbourCell, row.neighbours)) + " "
                + Arrays.toString(Arrays.copyOf(row.neighbourLevel, row.neighbours));
    }

    @Property(seed = "20261101")
    void rowsComeBack(@ForAll long seed) {
        Random random = new Random(seed);
        List<Row> rows = rows(random);
        RowEncoder encoder = new RowEncoder();
        for (Row row : rows) {
            if (random.nextInt(10) == 0) {
                encoder.restart();
            }
            encoder.append(row);
        }
        RowDecoder decoder = new RowDecoder();
        decoder.read(encoder.toBytes(), 0, encoder.size());
        assertThat(unpacked(decoder))
                .isEqualTo(rows.stream().map(RowPackingTest::text).toList());
    }

    @Test
    void aCallKeptBackLongAgoIsStillRead() {
        PendingCall call = PendingCall.fromBytes(HexFormat.of().parseHex(KEPT_LONG_AGO));
        RowDecoder decoder = new RowDecoder();
        decoder.read(call.packed(), 0, call.packed().length);
        assertThat(call.callId()).isEqualTo("call1");
        assertThat(call.cells()).containsExactly("A", "B", "C");
        assertThat(unpacked(decoder))
                .isEqualTo(IntStream.range(0, 3).mapToObj(i -> text(oldRow(i))).toList());
    }

    @Test
    void neighboursThatStayTakeAByteEach() {
        RowEncoder encoder = new RowEncoder();
        int before = 0;
        for (int i = 0; i < 2; i++) {
            Row row = blank();
            row.timeMs = 480L * i;
            row.cell = 1000;
            row.neighbours = Row.MAX_NEIGHBOURS;
            for (int n = 0; n < row.neighbours; n++) {
                row.neighbourCell[n] = 2000 + n;
                row.neighbourLevel[n] = -80 - n + 3 * i;
            }
            before = encoder.size();
            encoder.append(row);
        }
        assertThat(encoder.size() - before).isEqualTo(2 + 2 + 1 + Row.MAX_NEIGHBOURS);
    }
}
