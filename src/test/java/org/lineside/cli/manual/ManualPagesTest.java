package org.lineside.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lineside.cli.CommandLineInterface;
import org.lineside.cli.ExitStatus;
import org.lineside.config.Documentation;
import org.lineside.config.SettingsLoader;
import picocli.CommandLine.Model.CommandSpec;

class ManualPagesTest {
    private static final Pattern REQUEST = Pattern.compile("\\.(TH|SH|SS|TP|PP|br|RS|RE|nf|fi|so|\\\\\").*");

    private final Map<String, String> pages = ManualPages.pages("2026-11-01", "1.2.3");

    private String page(String name) {
        String page = pages.get(name);
        assertThat(page).as(name).isNotNull();
        return page == null ? "" : page;
    }

    @Test
    void thereIsAPageOfTheCommandAndOfEveryVerb() {
        String overview = page("man1/lineside.1");
        Map<String, CommandSpec> verbs = CommandLineInterface.verbs();
        assertThat(verbs).isNotEmpty().allSatisfy((verb, spec) -> {
            String page = page("man1/lineside-" + verb + ".1");
            assertThat(overview).contains("\n\\fB" + verb + "\\fR\n").contains("\\fBlineside\\-" + verb + "\\fR(1)");
            assertThat(page).contains("\nlineside\\-" + verb + " \\- ").contains("\n\\fBlineside " + verb + "\\fR\n");
            spec.options().forEach(option -> {
                for (String name : option.names()) {
                    assertThat(page).contains(Roff.escape(name));
                }
                for (String line : option.description()) {
                    assertThat(page).contains(Roff.escape(line));
                }
            });
            spec.positionalParameters().forEach(p -> assertThat(page).contains(Roff.escape(p.paramLabel())));
        });
    }

    @Test
    void verbsOfTwoWordsAreFoundByBoth() {
        for (String nested : new String[] {"models-list", "models-promote", "models-golden", "config-check"}) {
            String of = nested.substring(0, nested.indexOf('-'));
            assertThat(page("man1/lineside-" + nested + ".1")).isEqualTo(".so man1/lineside-" + of + ".1\n");
        }
    }

    @Test
    void thePageOfTheConfigurationHasEveryKeyWithItsDefault() {
        String page = page("man5/lineside.toml.5");
        SettingsLoader loader = new SettingsLoader();
        assertThat(loader.load(Path.of("conf/lineside.toml"), List.of(), null).entries())
                .isNotEmpty()
                .allSatisfy(entry -> {
                    String key = entry.key().substring(entry.key().lastIndexOf('.') + 1);
                    assertThat(page).contains("\n\\fB" + Roff.escape(key + " = " + entry.value()) + "\\fR\n");
                });
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(Documentation.read().sections())
                .flatExtracting(Documentation.Section::keys)
                .isNotEmpty()
                .allSatisfy(k -> assertThat(k.text()).as(k.name()).isNotBlank());
    }

    @Test
    void everyExitStatusIsToldOnEveryPageOfAVerb() {
        CommandLineInterface.verbs().keySet().forEach(verb -> {
            for (ExitStatus status : ExitStatus.values()) {
                assertThat(page("man1/lineside-" + verb + ".1"))
                        .contains("\n\\fB" + status.code() + "\\fR\n" + Roff.escape(status.meaning()) + "\n");
            }
        });
    }

    @Test
    void noTextIsTakenForARequest() {
        pages.forEach((name, text) -> {
            if (name.startsWith("man")) {
                assertThat(text.lines()
                                .filter(l -> l.startsWith(".") || l.startsWith("'"))
                                .toList())
                        .as(name)
                        .allMatch(l -> REQUEST.matcher(l).matches());
            }
        });
        assertThat(new Roff("x", 1, "d", "v").more(".hidden \\ -q").text()).contains("\n\\&.hidden \\e \\-q\n");
    }

    @Test
    void whatTheEnvironmentSetsIsWhatTheLauncherReads() throws IOException {
        String launcher = Files.readString(Path.of("src/main/launcher/lineside"));
        assertThat(page("man1/lineside.1")).contains("LINESIDE_HEAP", "LINESIDE_JAVA_OPTIONS");
        assertThat(launcher).contains("${LINESIDE_HEAP:-", "${LINESIDE_JAVA_OPTIONS:-");
    }

    @Test
    void completionKnowsVerbsOptionsAndWords() {
        assertThat(page("completion/lineside"))
                .contains("incidents", "--severity", "promote", "complete -F _complete_lineside");
    }
}
