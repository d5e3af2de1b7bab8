package org.lineside.publish.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The most memory this process has held, as the kernel counts it: mapped file pages included. */
public final class PeakMemory {
    private static final String FIELD = "VmHWM:";

    private PeakMemory() {}

    /** Bytes, or nothing where the kernel does not tell. */
    public static OptionalDouble bytes() {
        return bytes(Path.of("/proc/self/status"));
    }

    static OptionalDouble bytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .mapToDouble(line -> 1024
                            * Double.parseDouble(line.substring(FIELD.length())
                                    .replace("kB", "")
                                    .strip()))
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
