package org.lineside.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lineside.calls.Call;
import org.lineside.calls.CallSet;
import org.lineside.calls.Traces;
import org.lineside.config.Settings;
import org.lineside.intake.IntakeResult;

/**
 * Names for mobiles that tell nobody which they are, put in place of their identifiers before anything is kept: HMAC-SHA-256
 * (RFC 2104) under a secret key. Without a key they could be found by trying all identifiers, since an IMSI has fifteen digits.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Bytes of the code that make a name: among a million mobiles two share one with a chance of 3e-8. */
    private static final int NAME_BYTES = 8;

    private final Optional<SecretKeySpec> key;

    private Pseudonyms(Optional<SecretKeySpec> key) {
        this.key = key;
    }

    /**
     * As the configuration wants it; a key that is missing is made.
     *
     * @throws PipelineException when the key file holds no key
     * @throws UncheckedIOException when it can't be read or made
     */
    static Pseudonyms of(Settings.Privacy privacy) {
        if (!privacy.hashMobileIds()) {
            return new Pseudonyms(Optional.empty());
        }
        try {
            byte[] secret = Files.exists(privacy.key()) ? Files.readAllBytes(privacy.key()) : made(privacy.key());
            if (secret.length < KEY_BYTES) {
                throw new PipelineException(privacy.key() + ": holds no key of " + KEY_BYTES
                        + " bytes; restore the file, or remove it and start with a new database");
            }
            return new Pseudonyms(Optional.of(new SecretKeySpec(secret, ALGORITHM)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Complete under another name first: a key cut by a full disk would be none. */
    private static byte[] made(Path file) throws IOException {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, secret);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }

    /** What was read, with the mobiles' names in place of their identifiers. */
    IntakeResult in(IntakeResult read) {
        if (key.isEmpty()) {
            return read;
        }
        CallSet calls = read.calls();
        CallSet named = new CallSet(
                calls.profile(),
                calls.cellNames(),
                new Traces(calls.calls().stream().map(this::named).toList()),
                calls.cells(),
                calls.works(),
                calls.events());
        return new IntakeResult(
                named,
                read.files(),
                read.pending(),
                read.labels(),
                read.firstRejects(),
                read.withoutMeasurements(),
                read.watermarkMs());
    }

    private Call named(Call call) {
        return call.withInfo(call.info().ofMobile(name(call.info().mobileId())));
    }

    /** The name of a mobile; of one that nobody has named, none. */
    String name(String mobileId) {
        if (key.isEmpty() || mobileId.isEmpty()) {
            return mobileId;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.get());
            byte[] code = mac.doFinal(mobileId.getBytes(StandardCharsets.UTF_8));
            return "m-" + HexFormat.of().formatHex(Arrays.copyOf(code, NAME_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
