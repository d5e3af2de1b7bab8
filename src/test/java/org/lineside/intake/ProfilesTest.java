package org.lineside.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.Channel;
import org.lineside.config.ConfigurationException;

class ProfilesTest {
    private static final Path SHIPPED = Path.of("conf/profiles");

    @TempDir
    Path folder = Path.of("");

    private void edited(String from, String to) throws IOException {
        String text = Files.readString(SHIPPED.resolve("gsm-r.toml"));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve("gsm-r.toml"), text.replace(from, to));
    }

    @Test
    void whatIsInstalledChangesNothing() {
        assertThat(Profiles.allowed("auto", SHIPPED)).isEqualTo(Profiles.allowed("auto"));
        assertThat(Profiles.allowed("auto", folder)).isEqualTo(Profiles.allowed("auto"));
    }

    @Test
    void anotherRangeIsTaken() throws IOException {
        edited("max = 7", "max = 6");
        assertThat(Profiles.load("gsm-r", folder)
                        .indicator(Channel.QUALITY_DL)
                        .orElseThrow()
                        .max())
                .isEqualTo(6);
        assertThat(Profiles.load("lte", folder)).isEqualTo(Profiles.load("lte"));
    }

    @ParameterizedTest
    @CsvSource({
        "'name = \"gsm-r\"', 'name = \"gsm\"', gsm-r",
        "'channel = \"quality_ul\"', 'channel = \"quality_up\"', QUALITY_UP",
        "'column = \"rxqual_ul\"', 'column = \"quality\"', rxqual_ul",
        "'max = 7', 'max = 0', min must be less",
        "'max = 7', 'max = \"seven\"', profile",
        "'offset = -110', 'ofset = -110', offset",
        "'name =', 'name', profile"
    })
    void whatIsNoProfileIsSaidWithItsFile(String from, String to, String said) throws IOException {
        edited(from, to);
        assertThatThrownBy(() -> Profiles.load("gsm-r", folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder.resolve("gsm-r.toml") + ": is not a profile: ")
                .hasMessageContaining(said);
    }
}
