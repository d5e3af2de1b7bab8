package org.lineside.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.ConfigurationException;
import org.lineside.config.Problem;
import org.lineside.config.TomlTree;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The profiles: those that come with the program, read from {@code conf/profiles}, and in their place files of the same
 * name in a folder of the administrator's, which may say other ranges, offsets and directions of the same indicators.
 */
public final class Profiles {
    private static final List<String> NAMES = List.of("gsm-r", "lte");
    private static final String AUTO = "auto";

    private Profiles() {}

    /**
     * The profiles a setting allows, the preferred one first.
     *
     * @param setting {@code gsm-r}, {@code lte}, or {@code auto} for either
     * @throws IllegalArgumentException when there is no such profile
     */
    public static List<Profile> allowed(String setting) {
        return setting.equals(AUTO) ? NAMES.stream().map(Profiles::load).toList() : List.of(load(setting));
    }

    /**
     * The same, with a folder whose files go before what is built in.
     *
     * @throws IllegalArgumentException when there is no such profile
     * @throws ConfigurationException when a file there is not what it should be
     */
    public static List<Profile> allowed(String setting, Path folder) {
        return setting.equals(AUTO)
                ? NAMES.stream().map(name -> load(name, folder)).toList()
                : List.of(load(setting, folder));
    }

    /**
     * A profile by name, from the folder when it has a file for it, else as built in.
     *
     * @throws IllegalArgumentException when there is no such profile
     * @throws ConfigurationException when the file there is not what it should be
     */
    public static Profile load(String name, Path folder) {
        Profile builtIn = load(name);
        Path file = folder.resolve(name + ".toml");
        if (!Files.exists(file)) {
            return builtIn;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Profile said = parse(in);
            check(said, builtIn);
            return said;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new ConfigurationException(List.of(new Problem(file.toString(), "", said(e))));
        }
    }

    private static String said(Exception e) {
        String message = e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage();
        return "is not a profile: " + (message == null ? e.getClass().getSimpleName() : message);
    }

    /** Throws IllegalArgumentException when it speaks of anything else than the one built in, or of empty ranges. */
    private static void check(Profile said, Profile builtIn) {
        if (!said.name().equals(builtIn.name()) || !subjects(said).equals(subjects(builtIn))) {
            throw new IllegalArgumentException("expected the name \"" + builtIn.name() + "\" and the indicators "
                    + String.join(", ", subjects(builtIn)) + ", found \"" + said.name() + "\" and "
                    + String.join(", ", subjects(said)));
        }
        for (Profile.Indicator i : said.indicators()) {
            if (!(i.min() < i.max()) || !Double.isFinite(i.max() - i.min()) || !Double.isFinite(i.offset())) {
                throw new IllegalArgumentException(i.column() + ": min must be less than max");
            }
        }
    }

    private static List<String> subjects(Profile profile) {
        return profile.indicators().stream()
                .map(i -> i.channel().name().toLowerCase(Locale.ROOT) + " (" + i.column() + " in " + i.unit() + ")")
                .toList();
    }

    /**
     * A profile by name, as built in.
     *
     * @throws IllegalArgumentException when there is no such profile
     */
    public static Profile load(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "intake.profile is \"" + name + "\", expected auto, " + String.join(" or ", NAMES));
        }
        try (InputStream in = Profiles.class.getResourceAsStream("/org/lineside/conf/profiles/" + name + ".toml")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its profile " + name);
            }
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the profile " + name + " cannot be read", e);
        }
    }

    private static Profile parse(InputStream toml) throws IOException {
        JsonNode root = TomlTree.of(new String(toml.readAllBytes(), StandardCharsets.UTF_8));
        List<Profile.Indicator> indicators = new ArrayList<>();
        for (JsonNode i : root.required("indicator")) {
            indicators.add(new Profile.Indicator(
                    Channel.valueOf(i.required("channel").stringValue().toUpperCase(Locale.ROOT)),
                    i.required("column").stringValue(),
                    i.required("unit").stringValue(),
                    i.required("min").doubleValue(),
                    i.required("max").doubleValue(),
                    i.required("integral").booleanValue(),
                    i.required("offset").doubleValue(),
                    i.required("censored").booleanValue(),
                    i.required("higher_is_better").booleanValue()));
        }
        return new Profile(root.required("name").stringValue(), indicators);
    }
}
