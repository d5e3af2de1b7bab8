package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.config.Settings.Privacy;

class PseudonymsTest {
    @TempDir
    Path folder;

    private Path key() {
        return folder.resolve("mobile-id.key");
    }

    @Test
    void a_name_is_the_beginning_of_a_keyed_code() throws IOException {
        Files.writeString(key(), "0123456789abcdef0123456789abcdef", StandardCharsets.US_ASCII);
        // printf 262100000000001 | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef   (OpenSSL 3.0)
        assertThat(Pseudonyms.of(new Privacy(true, key())).name("262100000000001"))
                .isEqualTo("m-b6dcd48f6ff22fb3");
    }

    @Test
    void the_key_is_made_once_and_is_its_owners() throws IOException {
        String name = Pseudonyms.of(new Privacy(true, key())).name("M1");
        assertThat(Files.size(key())).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
                .isEqualTo("rw-------");
        assertThat(Pseudonyms.of(new Privacy(true, key())).name("M1")).isEqualTo(name);
        assertThat(Pseudonyms.of(new Privacy(true, folder.resolve("other"))).name("M1"))
                .isNotEqualTo(name);
    }

    @Test
    void nothing_is_hidden_unless_asked_and_nobody_gets_no_name() {
        assertThat(Pseudonyms.of(new Privacy(false, key())).name("M1")).isEqualTo("M1");
        assertThat(key()).doesNotExist();
        assertThat(Pseudonyms.of(new Privacy(true, key())).name("")).isEmpty();
    }

    @Test
    void a_damaged_key_is_no_key() throws IOException {
        Files.writeString(key(), "short");
        assertThatThrownBy(() -> Pseudonyms.of(new Privacy(true, key())))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("mobile-id.key: holds no key of 32 bytes");
    }
}
