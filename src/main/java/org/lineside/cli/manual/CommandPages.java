package org.lineside.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lineside.cli.ExitStatus;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The pages of section 1: one of the command, one of each verb.
 *
 * @param verbs by name, in the order of the help
 * @param common name of the mixin that holds what every verb takes
 * @param date of the release
 * @param version of the program
 */
record CommandPages(Map<String, CommandSpec> verbs, String common, String date, String version) {
    private static final String COMMAND = "lineside";
    private static final String WHAT = "watch the radio of a railway";
    private static final List<String> FILES = List.of(
            "/etc/lineside/lineside.toml", "the configuration, see lineside.toml(5)",
            "/etc/lineside/profiles/", "what each radio technology's columns hold",
            "/var/lib/lineside/lineside.db", "the database",
            "/var/lib/lineside/metrics.db", "what the monitoring reads",
            "/var/lib/lineside/incoming/", "where files are put for lineside-run(1)");

    /** Every page by its file name. */
    Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put(COMMAND + ".1", overview());
        verbs.forEach((verb, spec) -> {
            pages.put(pageName(verb) + ".1", page(verb, spec));
            nested(spec)
                    .forEach(n -> pages.put(pageName(verb) + "-" + n + ".1", ".so man1/" + pageName(verb) + ".1\n"));
        });
        return pages;
    }

    /** The words of a verb that is followed by another, as "models promote". */
    static List<String> nested(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .filter(p -> p.type().isEnum())
                .flatMap(p -> Arrays.stream(p.type().getEnumConstants()))
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String pageName(String verb) {
        return COMMAND + "-" + verb;
    }

    private String overview() {
        Roff page = new Roff(COMMAND, 1, date, version).name(COMMAND, WHAT).synopsis(COMMAND, "VERB [options]");
        page.heading("DESCRIPTION")
                .more(
                        "Lineside reads what the probes of a GSM-R network saw of each call, learns what the signal should"
                                + " look like at each place of each route, compares every new call with that, and says what went"
                                + " wrong: which antenna, which train, which stretch of line, since when, how badly, and why.");
        page.heading("VERBS");
        verbs.forEach((verb, spec) -> page.item(verb, List.of(described(spec) + "; see " + pageName(verb) + "(1)")));
        page.heading("OPTIONS").more("Every verb takes its own options and these:");
        options(page, shared(verbs.values().iterator().next()));
        exitStatus(page);
        environment(page);
        files(page);
        return seeAlso(page, verbs.keySet().stream().map(CommandPages::pageName))
                .text();
    }

    private String page(String verb, CommandSpec spec) {
        String command = COMMAND + " " + verb;
        List<OptionSpec> shared = shared(spec);
        List<OptionSpec> own =
                spec.options().stream().filter(o -> !shared.contains(o)).toList();
        List<String> words = new ArrayList<>(
                spec.positionalParameters().stream().map(CommandPages::word).toList());
        own.stream().filter(OptionSpec::required).forEach(o -> words.add(o.longestName() + " " + o.paramLabel()));
        words.add("[options]");
        Roff page = new Roff(pageName(verb), 1, date, version)
                .name(pageName(verb), described(spec))
                .synopsis(command, String.join(" ", words));
        if (!spec.positionalParameters().isEmpty()) {
            page.heading("ARGUMENTS");
            spec.positionalParameters().forEach(p -> page.item(p.paramLabel(), texts(p)));
        }
        if (!own.isEmpty()) {
            page.heading("OPTIONS");
            options(page, own);
        }
        footer(page, List.of(spec.usageMessage().footer()));
        page.heading("COMMON OPTIONS");
        options(page, shared);
        exitStatus(page);
        return seeAlso(page, Stream.of(COMMAND)).text();
    }

    private List<OptionSpec> shared(CommandSpec spec) {
        return Objects.requireNonNull(spec.mixins().get(common)).options();
    }

    private static String described(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }

    private static String word(PositionalParamSpec parameter) {
        String repeated = parameter.arity().max() > 1 ? "..." : "";
        return parameter.arity().min() == 0
                ? "[" + parameter.paramLabel() + repeated + "]"
                : parameter.paramLabel() + repeated;
    }

    private static void options(Roff page, List<OptionSpec> options) {
        options.forEach(o -> {
            String names = String.join(", ", o.names());
            boolean value = o.arity().max() > 0;
            page.item(value ? names + " " + o.paramLabel() : names, texts(o));
        });
    }

    /** What is said of it, and its default where that isn't said. */
    private static List<String> texts(ArgSpec arg) {
        List<String> texts = new ArrayList<>(List.of(arg.description()));
        Object initial = arg.initialValue();
        boolean told = initial instanceof Number || (initial instanceof String s && !s.isEmpty());
        if (arg.isOption() && told) {
            texts.add("Default: " + initial + ".");
        }
        return texts;
    }

    /** Running text, and what is set in by two blanks as it stands. */
    private static void footer(Roff page, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        page.heading("NOTES");
        List<String> example = new ArrayList<>();
        List<String> text = new ArrayList<>();
        for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
            boolean shown = line.startsWith("  ");
            if (!shown && !example.isEmpty()) {
                page.example(List.copyOf(example));
                example.clear();
            }
            if ((shown || line.isBlank()) && !text.isEmpty()) {
                page.paragraph(String.join(" ", text));
                text.clear();
            }
            if (shown) {
                example.add(line.strip());
            } else if (!line.isBlank()) {
                text.add(line.strip());
            }
        }
    }

    private static void exitStatus(Roff page) {
        page.heading("EXIT STATUS");
        for (ExitStatus status : ExitStatus.values()) {
            page.item(Integer.toString(status.code()), List.of(status.meaning()));
        }
    }

    private static void environment(Roff page) {
        page.heading("ENVIRONMENT")
                .item(
                        "LINESIDE_HEAP",
                        List.of(
                                "most memory for Java objects, by default 512m, of run 768m; the process needs some 150 MB more"))
                .item("LINESIDE_JAVA_OPTIONS", List.of("further options for the Java virtual machine"));
    }

    private static void files(Roff page) {
        page.heading("FILES");
        for (int i = 0; i < FILES.size(); i += 2) {
            page.item(FILES.get(i), List.of(FILES.get(i + 1)));
        }
    }

    private static Roff seeAlso(Roff page, Stream<String> pages) {
        String all = Stream.concat(pages.map(p -> p + "(1)"), Stream.of("lineside.toml(5)"))
                .collect(Collectors.joining(", "));
        return page.heading("SEE ALSO").more(all);
    }
}
