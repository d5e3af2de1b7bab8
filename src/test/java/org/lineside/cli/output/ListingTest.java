package org.lineside.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListingTest {
    private record Row(String id, String text, @Nullable Double effect, int calls, long timeMs, String evidence) {}

    private static final Listing<Row> LISTING = new Listing<>(List.of(
            Column.id("id", Row::id),
            Column.number("effect", Row::effect),
            Column.number("calls", Row::calls),
            Column.time("opened_at", Row::timeMs),
            Column.text("summary", Row::text),
            Column.json("evidence", Row::evidence)));

    private static final List<Row> ROWS = List.of(
            new Row(
                    "inc-1",
                    "Cell K12 is 6 dB weaker than it was, on both links, since Monday",
                    -6.0312,
                    12,
                    0,
                    "{\"a\":1}"),
            new Row("incident-2", "tab\there\nand \"quotes\"", null, 1000, 1_772_339_669_480L, ""));

    private static String written(OutputFormat format, int width, List<Row> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        LISTING.write(rows, format, width, out);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTableIsAlignedAndFitsAndKeepsNamesWhole() {
        assertThat(written(OutputFormat.TABLE, 80, ROWS)).isEqualTo("""
                        id          effect  calls  opened_at            summary
                        inc-1        -6.03     12  1970-01-01 00:00:00  Cell K12 is 6 dB weaker than it…
                        incident-2           1000  2026-03-01 04:34:29  tab here and "quotes"
                        """);
        assertThat(written(OutputFormat.TABLE, 80, ROWS).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(written(OutputFormat.TABLE, 20, ROWS))
                .contains("incident-2  ")
                .contains("Cell K12 is…");
        assertThat(written(OutputFormat.TABLE, 200, ROWS)).contains("since Monday\n");
    }

    @Test
    void tsvHasEverythingInFullAndOneLineARow() {
        assertThat(written(OutputFormat.TSV, 80, ROWS))
                .isEqualTo("id\teffect\tcalls\topened_at\tsummary\tevidence\n"
                        + "inc-1\t-6.0312\t12\t1970-01-01T00:00:00.000Z\t"
                        + ROWS.getFirst().text() + "\t{\"a\":1}\n"
                        + "incident-2\t\t1000\t2026-03-01T04:34:29.480Z\ttab\\there\\nand \"quotes\"\t\n");
    }

    @Test
    void jsonKeepsTypesAndEmbedsEvidence() {
        JsonNode array = new JsonMapper().readTree(written(OutputFormat.JSON, 80, ROWS));
        assertThat(array.size()).isEqualTo(2);
        assertThat(array.get(0).get("effect").doubleValue()).isEqualTo(-6.0312);
        assertThat(array.get(0).get("evidence").get("a").intValue()).isEqualTo(1);
        assertThat(array.get(1).get("effect").isNull()).isTrue();
        assertThat(array.get(1).get("calls").intValue()).isEqualTo(1000);
        assertThat(array.get(1).get("opened_at").stringValue()).isEqualTo("2026-03-01T04:34:29.480Z");
        assertThat(array.get(1).get("summary").stringValue()).isEqualTo("tab\there\nand \"quotes\"");
        assertThat(written(OutputFormat.JSON, 80, List.of())).isEqualTo("[]\n");
    }
}
