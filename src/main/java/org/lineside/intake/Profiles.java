package org.lineside.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The profiles that come with the program, read from {@code conf/profiles}. */
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
     * A profile by name.
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

    private static Profile parse(InputStream toml) {
        JsonNode root = new TomlMapper().readTree(toml);
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
