package org.lineside.pipeline.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** {@code printf x | sha256sum}. */
    private static final String HASH_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    @TempDir
    Path folder;

    private Spool spool = new Spool(Path.of(""), Path.of(""), Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        spool = new Spool(folder.resolve("incoming"), folder.resolve("done"), folder.resolve("quarantine"));
        spool.prepare();
    }

    private Path put(String name, String content, Instant changed) throws IOException {
        Path file = spool.incoming().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return file;
    }

    private static Move done(Path file, long bytes) {
        return new Move(file.toString(), HASH_OF_X, bytes, null);
    }

    @Test
    void takes_what_has_been_still_and_has_a_plain_name() throws IOException {
        Path old = put("probe/old.tsv", "x", NOW.minusSeconds(60));
        put("young.tsv", "x", NOW.minusSeconds(59));
        put("old.tsv.part", "x", NOW.minusSeconds(600));
        put(".hidden.tsv", "x", NOW.minusSeconds(600));
        Path wrongClock = put("wrong-clock.tsv", "x", NOW.plus(Duration.ofDays(400)));
        assertThat(spool.still(NOW, Duration.ofSeconds(60))).containsExactly(old, wrongClock);
    }

    @Test
    void a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten() throws IOException {
        for (String content : List.of("x", "y", "z")) {
            spool.carryOut(List.of(done(put("probe/a.tsv.gz", content, NOW), 1)));
        }
        assertThat(spool.done().resolve("probe/a.tsv.gz")).hasContent("x");
        assertThat(spool.done().resolve("probe/a~2.tsv.gz")).hasContent("y");
        assertThat(spool.done().resolve("probe/a~3.tsv.gz")).hasContent("z");
        assertThat(spool.incoming().resolve("probe")).isEmptyDirectory();
    }

    @Test
    void a_file_set_aside_has_its_reason_beside_it() throws IOException {
        Path file = put("a.tsv", "x", NOW);
        spool.carryOut(List.of(new Move(file.toString(), HASH_OF_X, 1, "no header")));
        assertThat(spool.quarantine().resolve("a.tsv")).hasContent("x");
        assertThat(spool.quarantine().resolve("a.tsv.reason.txt")).hasContent("no header");
    }

    @Test
    void a_file_that_grew_or_went_since_it_was_read_is_left() throws IOException {
        Path grown = put("a.tsv", "xx", NOW);
        assertThat(spool.carryOut(List.of(done(grown, 1), done(folder.resolve("incoming/gone.tsv"), 1))))
                .isZero();
        assertThat(grown).exists();
    }

    @Test
    void moves_an_earlier_run_did_not_come_to_are_known_by_content() throws IOException {
        Path same = put("a.tsv", "x", NOW);
        Path other = put("b.tsv", "y", NOW);
        List<Move> decided = List.of(done(same, 1), done(other, 1), done(folder.resolve("incoming/c.tsv"), 1));
        assertThat(spool.leftOver(Move.decode(Move.encode(decided)))).containsExactly(done(same, 1));
        assertThat(Move.decode(new byte[0])).isEmpty();
    }
}
