package org.lineside.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the commented file {@code conf/lineside.toml} says of each key, with what the program takes for it and by default.
 *
 * @param intro paragraphs at the head of the file
 * @param sections in the order of the file
 */
public record Documentation(List<String> intro, List<Section> sections) {
    private static final String RESOURCE = "/org/lineside/conf/lineside.toml";
    private static final Pattern SECTION = Pattern.compile("\\[([a-z_.]+)]");
    private static final Pattern KEY = Pattern.compile("#([a-z_]+) = .*");

    /** Copies the lists. */
    public Documentation {
        intro = List.copyOf(intro);
        sections = List.copyOf(sections);
    }

    /**
     * One section.
     *
     * @param name as between the brackets
     * @param texts what is said of the section and of no key
     * @param keys in the order of the file
     */
    public record Section(String name, List<String> texts, List<Entry> keys) {
        /** Copies the lists. */
        public Section {
            texts = List.copyOf(texts);
            keys = List.copyOf(keys);
        }
    }

    /**
     * One key.
     *
     * @param name within its section
     * @param fallback its default as the file would say it
     * @param expected what it takes: "a whole number from 1 to 60"
     * @param text what it is for
     */
    public record Entry(String name, String fallback, String expected, String text) {}

    /** What comes with the program. */
    public static Documentation read() {
        try (InputStream in = Documentation.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text in the form of the file: a comment belongs to the key that follows it without an empty line. */
    static Documentation parse(String text) {
        Reading reading = new Reading();
        text.lines().forEach(reading::line);
        reading.endSection();
        return new Documentation(reading.intro, reading.sections);
    }

    /** What has been read so far. */
    private static final class Reading {
        private final Map<String, Key<?>> known =
                Schema.KEYS.stream().collect(Collectors.toMap(Key::path, Function.identity()));
        private final List<String> intro = new ArrayList<>();
        private final List<Section> sections = new ArrayList<>();
        private final List<String> comment = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> loose = new ArrayList<>();
        private String section = "";

        void line(String line) {
            Matcher head = SECTION.matcher(line);
            Matcher assignment = KEY.matcher(line);
            Key<?> key = assignment.matches() ? known.get(section + "." + assignment.group(1)) : null;
            if (key != null) {
                entries.add(entry(key, assignment.group(1), String.join(" ", comment)));
                comment.clear();
            } else if (line.startsWith("#")) {
                comment.add(line.substring(1).strip());
            } else {
                endComment();
            }
            if (head.matches()) {
                endSection();
                section = head.group(1);
            }
        }

        void endSection() {
            endComment();
            if (!section.isEmpty()) {
                sections.add(new Section(section, loose, entries));
            }
            loose.clear();
            entries.clear();
        }

        private void endComment() {
            String text = String.join(" ", comment).strip();
            if (!text.isEmpty()) {
                (section.isEmpty() ? intro : loose).add(text);
            }
            comment.clear();
        }

        private static <T> Entry entry(Key<T> key, String name, String text) {
            return new Entry(name, key.show(key.fallback()), key.expected(), text);
        }
    }
}
