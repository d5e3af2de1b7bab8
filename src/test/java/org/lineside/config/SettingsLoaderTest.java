package org.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    private static final Path DB = Path.of("/data/lineside.db");

    @TempDir
    Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("lineside.toml"), text);
    }

    private Configuration load(@Nullable Path file, String... options) {
        return new SettingsLoader(folder.resolve("absent.toml")).load(file, List.of(options), DB);
    }

    private List<String> problems(@Nullable Path file, String... options) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> load(file, options));
        assertThat(e).isNotNull();
        String folderName = folder + "/";
        return e.problems().stream()
                .map(p -> p.toString().replace(folderName, ""))
                .toList();
    }

    @Test
    void anEmptyFileGivesTheDefaultsOfTheContract() throws IOException {
        Settings settings = load(file("")).settings();
        assertThat(settings).isEqualTo(SettingsLoader.defaults(DB));
        assertThat(settings.intake().maxRejectRatio()).isEqualTo(0.05);
        assertThat(settings.intake().settleSeconds()).isEqualTo(60);
        assertThat(settings.intake().callTimeout()).isEqualTo(30);
        assertThat(settings.intake().profile()).isEqualTo("auto");
        assertThat(settings.references()).isEqualTo(new Settings.References(8, 3, 28, 7, 7));
        assertThat(settings.decision())
                .isEqualTo(new Settings.Decision(0.01, 50, 5, 90, new Settings.MinEffect(3, 2, 4, 5, 2, 20)));
        assertThat(settings.paths())
                .isEqualTo(new Settings.Paths(
                        DB,
                        Path.of("/data/metrics.db"),
                        Path.of("/data/incoming"),
                        Path.of("/data/done"),
                        Path.of("/data/rejects"),
                        Path.of("/data/quarantine"),
                        Path.of("/data/report")));
    }

    @Test
    void theDefaultFileNeedNotExistButAGivenOneMust() {
        assertThat(load(null).settings()).isEqualTo(SettingsLoader.defaults(DB));
        assertThat(problems(folder.resolve("nowhere.toml")))
                .containsExactly("nowhere.toml: there is no such file; give an existing one to --config");
    }

    @Test
    void theDefaultFileIsReadWhenItExists() throws IOException {
        SettingsLoader loader = new SettingsLoader(file("[decision]\nstorm = 9\n"));
        assertThat(loader.load(null, List.of(), null).settings().decision().storm())
                .isEqualTo(9);
    }

    @Test
    void theFileOverridesDefaultsAndOptionsOverrideTheFile() throws IOException {
        Path file = file("decision.storm = 9\n[intake]\ncall_timeout = 5\n");
        Configuration configuration = load(file, "decision.storm=10", "decision.storm=11");
        assertThat(configuration.settings().decision().storm()).isEqualTo(11);
        assertThat(configuration.settings().intake().callTimeout()).isEqualTo(5.0);
        assertThat(configuration.entries())
                .contains(
                        new Configuration.Entry("decision.storm", "11", "--set decision.storm=11"),
                        new Configuration.Entry("intake.call_timeout", "5", file + ":3"),
                        new Configuration.Entry("paths.db", "\"/data/lineside.db\"", "--db"));
    }

    @Test
    void everyProblemIsSaidAtOnceWithItsLineAndKey() throws IOException {
        Path file = file("""
                # comment
                [intake]
                profil = "lte"
                settle_seconds = "soon"

                [decision]
                error_rate = 1.5
                storm =
                min_effect = { level_db = -1 }
                [retention]
                call_days = 3.5
                """);
        assertThat(problems(file, "storm=3", "decision.storm", "references.min_calls=many"))
                .containsExactly(
                        "lineside.toml:8: column 8 is not TOML: Newline not permitted here",
                        "lineside.toml:3: intake.profil: there is no such key; did you mean intake.profile?",
                        "lineside.toml:4: intake.settle_seconds: found the text \"soon\","
                                + " expected a whole number from 0 to 86400",
                        "lineside.toml:7: decision.error_rate: found 1.5, expected a number from 1.0E-6 to 0.5",
                        "lineside.toml:9: decision.min_effect.level_db: found -1, expected a number from 0 to 60",
                        "lineside.toml:11: retention.call_days: found 3.5, expected a whole number from 1 to 36500",
                        "--set storm=3: storm: there is no such key; did you mean decision.storm?",
                        "--set decision.storm: expected section.key=value",
                        "--set references.min_calls=many: references.min_calls: found the text \"many\","
                                + " expected a whole number from 2 to 10000");
    }

    @Test
    void aBrokenSectionHeaderIsTheOnlyThingSaidAsWhatFollowsHasNoSection() throws IOException {
        assertThat(problems(file("[intake\nsettle_seconds = 3\nstrom = 3\n")))
                .hasSize(1)
                .first()
                .asString()
                .contains("lineside.toml:1");
    }

    @Test
    void aSectionIsNoKeyAndAnUnknownSectionIsSaid() throws IOException {
        assertThat(problems(file("decision = 5\n[outtake]\n")))
                .containsExactly(
                        "lineside.toml:1: decision: is a section, not a key: write [decision] and its keys below",
                        "lineside.toml:2: outtake: there is no such key");
    }

    @Test
    void aFileThatIsNoTextIsSaid() throws IOException {
        Path file = Files.write(folder.resolve("lineside.toml"), "# f\u00fcr".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(file)).containsExactly("lineside.toml: is not UTF-8 text");
    }

    @Test
    void aCommentMayHoldATabAndNoOtherControlCharacter() throws IOException {
        assertThat(load(file("\t# a\tb\r\n\n# \u00e9\n")).settings()).isEqualTo(SettingsLoader.defaults(DB));
        assertThat(problems(file("# one\n# a\0b\n")))
                .containsExactly("lineside.toml:2: column 4 is not TOML: Illegal control character");
    }

    @Test
    void keysThatContradictEachOtherAreSaidWhereTheyStand() throws IOException {
        assertThat(problems(file("[references]\nmin_calls = 4\nprovisional_calls = 5\n"), "references.window_days=40"))
                .containsExactly(
                        "lineside.toml:3: references.provisional_calls: 5 is more than references.min_calls, which is 4",
                        "--set references.window_days=40: retention.trace_days: 35 is less than references.window_days,"
                                + " which is 40: references are learnt from the traces that are kept");
    }

    @Test
    void aProbesOwnColumnNamesAreMapped() throws IOException {
        Settings settings = load(
                        file("[input.columns]\n\"Rx.Lev\" = \"rxlev_dl\"\nIMSI = \"mobile_id\"\n"),
                        "input.columns.Cell Id=cell_id")
                .settings();
        assertThat(settings.intake().columns())
                .isEqualTo(Map.of("Rx.Lev", "rxlev_dl", "IMSI", "mobile_id", "Cell Id", "cell_id"));
    }

    @Test
    void columnsThatAreNotOursOrTakenTwiceAreSaid() throws IOException {
        assertThat(problems(file("[input.columns]\nA = \"rxlev_d1\"\nB = 3\nC = \"time\"\nD = \"time\"\n")))
                .containsExactly(
                        "lineside.toml:2: input.columns.\"A\": \"rxlev_d1\" is none of our column names;"
                                + " did you mean \"rxlev_dl\"?",
                        "lineside.toml:3: input.columns.\"B\": found 3, expected one of our column names in quotes",
                        "lineside.toml:5: input.columns.\"D\": \"C\" is mapped to \"time\" already");
    }

    @Test
    void optionsTakeBareWordsQuotedTextsAndLists() {
        assertThat(load(null, "intake.profile=lte").settings().intake().profile())
                .isEqualTo("lte");
        assertThat(load(null, "intake.profile=\"lte\"").settings().intake().profile())
                .isEqualTo("lte");
        assertThat(load(null, "intake.abnormal_release_causes=lost, 17")
                        .settings()
                        .intake()
                        .abnormalReleaseCauses())
                .containsExactly("lost", "17");
        assertThat(load(null, "intake.abnormal_release_causes=[\"a,b\"]")
                        .settings()
                        .intake()
                        .abnormalReleaseCauses())
                .containsExactly("a,b");
        assertThat(load(null, "paths.incoming=2026").settings().paths().incoming())
                .isEqualTo(Path.of("/data/2026"));
    }

    @Test
    void roomsAreSomeOfThoseThereAre() throws IOException {
        assertThat(load(null).settings().detection().rooms()).containsExactly("test", "local", "autoencoder", "graph");
        assertThat(load(file("[detection]\nrooms = [\"graph\", \"test\"]\n"))
                        .settings()
                        .detection()
                        .rooms())
                .containsExactly("graph", "test");
        assertThat(load(null, "detection.rooms=graph, test")
                        .settings()
                        .detection()
                        .rooms())
                .containsExactly("graph", "test");
        assertThat(load(null, "detection.rooms=[\"local\"]")
                        .settings()
                        .detection()
                        .rooms())
                .containsExactly("local");
        String known = ", expected a list of one or more of \"test\", \"local\", \"autoencoder\", \"graph\"";
        assertThat(problems(null, "detection.rooms=test,cluster"))
                .containsExactly("--set detection.rooms=test,cluster: detection.rooms: found the list"
                        + " [\"test\",\"cluster\"]" + known);
        assertThat(problems(file("[detection]\nrooms = []\n")))
                .containsExactly("lineside.toml:2: detection.rooms: found the list []" + known);
        assertThat(problems(null, "detection.rooms=[\"test\", \"test\"]")).hasSize(1);
        assertThat(problems(file("[detection]\nrooms = \"test\"\n")))
                .containsExactly("lineside.toml:2: detection.rooms: found the text \"test\"" + known);
    }

    @Test
    void releaseCausesAreKnownByWordAndByCode() {
        Settings.Intake intake = load(null).settings().intake();
        for (String lost :
                List.of("radio_link_failure", "Radio Link Failure", " HANDOVER-ACCESS-FAILURE", "0x01", "0X20", "1")) {
            assertThat(intake.isAbnormal(lost)).as(lost).isTrue();
        }
        // Normal in RSL (3GPP TS 48.058 §9.3.26: 0x0f) and BSSMAP (48.008 §3.2.2.5: 9), in Q.850 (16), and where 0 is
        // none.
        for (String ended : List.of("normal", "0x0f", "15", "9", "16", "0", "better_cell", "12", "")) {
            assertThat(intake.isAbnormal(ended)).as(ended).isFalse();
        }
        assertThat(intake.isAbnormal(null)).isFalse();
        assertThat(load(null, "intake.abnormal_release_causes=Verbindung verloren")
                        .settings()
                        .intake()
                        .isAbnormal("VERBINDUNG_VERLOREN"))
                .isTrue();
    }

    @Test
    void placesAreTakenFromTheDatabasesFolderUnlessAbsolute() throws IOException {
        Path file = file("[paths]\ndb = \"/srv/x/a.db\"\nincoming = \"in/new\"\ndone = \"/archive\"\n");
        Settings.Paths paths =
                new SettingsLoader().load(file, List.of(), null).settings().paths();
        assertThat(paths.db()).isEqualTo(Path.of("/srv/x/a.db"));
        assertThat(paths.incoming()).isEqualTo(Path.of("/srv/x/in/new"));
        assertThat(paths.done()).isEqualTo(Path.of("/archive"));
        assertThat(paths.metricsDb()).isEqualTo(Path.of("/srv/x/metrics.db"));
        assertThat(load(file).settings().paths().db()).isEqualTo(DB);
    }
}
