package org.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What conf/lineside.toml says is what the code does. A default is a line {@code #key = value}, without a space. */
class DocumentedDefaultsTest {
    private static final Path DOCUMENTED = Path.of("conf/lineside.toml");
    private static final Pattern DEFAULT = Pattern.compile("(?m)^#(?=[a-z_]+ = )");

    @TempDir
    Path folder = Path.of("");

    @Test
    void theFileAsItIsChangesNothing() {
        assertThat(new SettingsLoader().load(DOCUMENTED, List.of(), null).settings())
                .isEqualTo(SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")));
    }

    @Test
    void everyKeyIsShownWithItsDefault() throws IOException {
        String uncommented = DEFAULT.matcher(Files.readString(DOCUMENTED)).replaceAll("");
        Path file = Files.writeString(folder.resolve("all.toml"), uncommented);
        Configuration shown = new SettingsLoader().load(file, List.of(), null);
        assertThat(shown.settings()).isEqualTo(SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")));
        assertThat(shown.entries())
                .allSatisfy(e -> assertThat(e.source()).as(e.key()).startsWith(file + ":"));
    }

    @Test
    void everyKeyIsExplainedByACommentAboveIt() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENTED);
        for (int i = 0; i < lines.size(); i++) {
            if (DEFAULT.matcher(lines.get(i)).find()) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void everyDefaultIsValidAndKeysAreInSnakeCase() {
        assertThat(Schema.KEYS).allSatisfy(key -> assertThat(key.path()).matches("[a-z]+(\\.[a-z_]+)+"));
        assertThat(Schema.KEYS.stream().map(Key::path)).doesNotHaveDuplicates();
    }
}
