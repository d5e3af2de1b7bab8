package org.lineside.cli.manual;

import java.util.List;
import org.lineside.config.Documentation;

/** The page of the configuration, out of the file that documents it and of what the program takes. */
final class ConfigurationPage {
    private static final String NAME = "lineside.toml";

    private ConfigurationPage() {}

    static String text(Documentation documentation, String date, String version) {
        Roff page = new Roff(NAME, 5, date, version)
                .name(NAME, "configuration of lineside(1)")
                .heading("DESCRIPTION")
                .more("The configuration is a file in TOML, by default /etc/lineside/lineside.toml.");
        documentation.intro().forEach(page::paragraph);
        page.heading("KEYS");
        for (Documentation.Section section : documentation.sections()) {
            page.subheading("[" + section.name() + "]");
            section.texts().forEach(page::more);
            section.keys()
                    .forEach(k -> page.item(
                            k.name() + " = " + k.fallback(), List.of(k.text(), "Takes " + k.expected() + ".")));
        }
        return page.heading("SEE ALSO").more("lineside(1), lineside-config(1)").text();
    }
}
