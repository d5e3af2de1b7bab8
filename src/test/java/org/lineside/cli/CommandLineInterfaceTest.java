package org.lineside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.cli.output.Terminal;

class CommandLineInterfaceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder = Path.of("");

    private ExitStatus run(String... args) {
        PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8);
        return new CommandLineInterface(outStream, errStream, Terminal.NONE, false, "1.2.3").run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void exitStatusesAreTheContracts() {
        assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::code)).containsExactly(0, 1, 2, 75, 78);
    }

    @Test
    void helpNamesEveryVerb() {
        assertThat(run("--help")).isEqualTo(ExitStatus.DONE);
        assertThat(Verbs.ALL).allSatisfy(v -> assertThat(out()).contains("  " + v.name() + " "));
        assertThat(out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void everyVerbHasHelpWithTheCommonOptions() {
        assertThat(Verbs.ALL).allSatisfy(v -> {
            out.reset();
            assertThat(run(v.name(), "--help")).isEqualTo(ExitStatus.DONE);
            assertThat(out())
                    .contains("Usage: lineside " + v.name())
                    .contains(v.description())
                    .contains(
                            "--config",
                            "--db",
                            "--set",
                            "--threads",
                            "--format",
                            "--log",
                            "-q",
                            "-v",
                            "--version",
                            "--help");
        });
    }

    @Test
    void theVersionIsPrintedWithAndWithoutAVerb() {
        run("--version");
        run("config", "--version");
        assertThat(out()).isEqualTo("lineside 1.2.3\nlineside 1.2.3\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "--config x config",
                "config fly",
                "config show --fly",
                "config show --threads 0",
                "config show --threads x",
                "config show -q -v",
                "config show --format xml",
                "config show show"
            })
    void aWrongCommandLineIsUsage(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("lineside");
    }

    @Test
    void aWrongConfigurationIsStatus78WithEveryProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("c.toml"), "[decision]\nstrom = 1\nerror_rate = 3\n");
        assertThat(run("config", "check", "--config", file.toString(), "--set", "intake.profile=umts"))
                .isEqualTo(ExitStatus.CONFIGURATION);
        assertThat(err().lines())
                .hasSize(3)
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("lineside: " + file + ":2: decision.strom: "),
                        l -> assertThat(l).startsWith("lineside: " + file + ":3: decision.error_rate: "),
                        l -> assertThat(l)
                                .startsWith("lineside: --set intake.profile=umts: intake.profile: ")
                                .endsWith("expected one of \"auto\", \"gsm-r\", \"lte\""));
    }

    @Test
    void configShowListsEveryKeyAndWhereItComesFrom() throws IOException {
        Path file = Files.writeString(folder.resolve("c.toml"), "[decision]\nstorm = 7\n");
        assertThat(run("config", "show", "--format", "tsv", "--config", file.toString(), "--db", "/d/l.db"))
                .isEqualTo(ExitStatus.DONE);
        assertThat(out())
                .startsWith("key\tvalue\tsource\n")
                .contains("decision.storm\t7\t" + file + ":2\n")
                .contains("decision.error_rate\t0.01\tdefault\n")
                .contains("paths.db\t\"/d/l.db\"\t--db\n");
    }

    @Test
    void failuresBecomeStatusesAndSentences() {
        assertThat(Failure.of(new UncheckedIOException(new NoSuchFileException("/a/b"))))
                .isEqualTo(new Failure(ExitStatus.FAILED, "/a/b: there is no such file or folder", true));
        assertThat(Failure.of(new VerbFailedException("no incident 7")))
                .isEqualTo(new Failure(ExitStatus.FAILED, "no incident 7", true));
        assertThat(Failure.of(new UsageException("x")).status()).isEqualTo(ExitStatus.USAGE);
        Failure unexpected = Failure.of(new IllegalStateException("odd"));
        assertThat(unexpected.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(unexpected.expected()).isFalse();
        assertThat(unexpected.message()).startsWith("unexpected IllegalStateException: odd; ");
    }
}
