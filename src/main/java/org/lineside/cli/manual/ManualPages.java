package org.lineside.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.cli.CommandLineInterface;
import org.lineside.config.Documentation;
import picocli.AutoComplete;

/** Writes the manual and the completion for bash; started by the build of the package. */
public final class ManualPages {
    private ManualPages() {}

    /**
     * Writes {@code man1/*.1}, {@code man5/lineside.toml.5} and {@code completion/lineside}.
     *
     * @param args the folder to write to, the date of the release, the version
     * @throws IOException when the folder can't be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        for (Map.Entry<String, String> page : pages(args[1], args[2]).entrySet()) {
            Path file = folder.resolve(page.getKey());
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, page.getValue());
        }
    }

    /** Every file by its path below the folder. */
    static Map<String, String> pages(String date, String version) {
        Map<String, String> pages = new TreeMap<>();
        new CommandPages(CommandLineInterface.verbs(), CommandLineInterface.COMMON, date, version)
                .pages()
                .forEach((name, text) -> pages.put("man1/" + name, text));
        pages.put("man5/lineside.toml.5", ConfigurationPage.text(Documentation.read(), date, version));
        pages.put("completion/lineside", AutoComplete.bash("lineside", CommandLineInterface.all()));
        return pages;
    }
}
