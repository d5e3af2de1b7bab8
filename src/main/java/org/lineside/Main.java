package org.lineside;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.CommandLineInterface;
import org.lineside.cli.output.NotifySocket;
import org.lineside.cli.output.Terminal;

/** The command's entry: streams in, exit status out. */
public final class Main {
    private static final int BUFFER_BYTES = 1 << 16;

    private Main() {}

    /** Runs the command and ends the process with its status. */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        boolean journal = System.getenv("JOURNAL_STREAM") != null;
        CommandLineInterface command = new CommandLineInterface(
                out,
                err,
                Terminal.detect(System::getProperty),
                journal,
                version(),
                NotifySocket.named(System.getenv("NOTIFY_SOCKET")));
        System.exit(command.run(args).code());
    }

    /** UTF-8 whatever the locale says; buffered, and flushed by whoever has something to say at once. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
    }

    private static String version() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
