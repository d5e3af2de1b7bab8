package org.lineside.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A manual page in the making, in the language of man(7). */
final class Roff {
    /** Another page, as it stands once hyphens are escaped. */
    private static final Pattern REFERENCE = Pattern.compile("\\b(lineside(?:\\\\-[a-z]+)*(?:\\.toml)?)\\(([1-8])\\)");

    private final StringBuilder page = new StringBuilder(4096);

    /**
     * Begins a page.
     *
     * @param name of the page
     * @param section of the manual
     * @param date of the release, ISO-8601
     * @param version of the program
     */
    Roff(String name, int section, String date, String version) {
        page.append(".\\\" Made by the build out of the program itself.\n");
        request(
                ".TH",
                List.of(upper(name), Integer.toString(section), date, "Lineside " + version, "Manual of Lineside"));
    }

    /** A heading. */
    Roff heading(String text) {
        return request(".SH", List.of(text));
    }

    /** A heading below a heading. */
    Roff subheading(String text) {
        return request(".SS", List.of(text));
    }

    /** The one line by which the page is found. */
    Roff name(String name, String what) {
        heading("NAME");
        page.append(escape(name)).append(" \\- ").append(escape(what)).append('\n');
        return this;
    }

    /** How the command is written: words as they are, and what is to be put in. */
    Roff synopsis(String command, String rest) {
        heading("SYNOPSIS");
        page.append(bold(command));
        if (!rest.isEmpty()) {
            page.append(line(rest));
        }
        return this;
    }

    /** A paragraph of running text. */
    Roff paragraph(String text) {
        page.append(".PP\n").append(line(text));
        return this;
    }

    /** Text that belongs to the paragraph or the item before it. */
    Roff more(String text) {
        page.append(line(text));
        return this;
    }

    /** An item with what is said of it. */
    Roff item(String term, List<String> texts) {
        page.append(".TP\n").append(bold(term));
        for (int i = 0; i < texts.size(); i++) {
            page.append(i == 0 ? "" : ".br\n").append(line(texts.get(i)));
        }
        return this;
    }

    /** Lines that are shown as they are. */
    Roff example(List<String> lines) {
        page.append(".PP\n.RS 4\n.nf\n");
        lines.forEach(l -> page.append(line(l)));
        page.append(".fi\n.RE\n");
        return this;
    }

    /** The page so far. */
    String text() {
        return page.toString();
    }

    private Roff request(String request, List<String> arguments) {
        page.append(request);
        arguments.forEach(
                a -> page.append(" \"").append(escape(a).replace("\"", "\\(dq")).append('"'));
        page.append('\n');
        return this;
    }

    /** Not by the request .B, which would take quotes for its own. */
    private static String bold(String text) {
        return "\\fB" + escape(text) + "\\fR\n";
    }

    private static String line(String text) {
        String escaped = escape(text);
        boolean control = escaped.startsWith(".") || escaped.startsWith("'");
        return (control ? "\\&" : "") + REFERENCE.matcher(escaped).replaceAll("\\\\fB$1\\\\fR($2)") + "\n";
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Text as it is to be seen: a hyphen is a minus, since all that has one may be copied to a command line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '`' -> escaped.append("\\(ga");
                case '\t' -> escaped.append("    ");
                case '§' -> escaped.append("\\(sc");
                case '−' -> escaped.append("\\-");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
