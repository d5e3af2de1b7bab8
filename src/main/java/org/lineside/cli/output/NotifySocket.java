package org.lineside.cli.output;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service manager something, as sd_notify(3) does: a datagram to the Unix socket that {@code NOTIFY_SOCKET} names.
 *
 * <p>Java has no datagrams over Unix sockets. The command {@code systemd-notify} could send them, but a second process would
 * have to be let into the sandbox and be trusted by the manager ({@code NotifyAccess=all}); so the C library is called. It is
 * only touched when the variable is set. A message that can't be sent is lost and nothing else happens: it is a courtesy.
 */
public final class NotifySocket implements Consumer<String> {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int MSG_NOSIGNAL = 0x4000;
    /** Room for a path in {@code struct sockaddr_un}, unix(7). */
    private static final int PATH_BYTES = 108;

    private final byte[] path;
    private final MethodHandle socket = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private final MethodHandle sendTo =
            function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private final MethodHandle close = function("close", JAVA_INT, JAVA_INT);

    private NotifySocket(byte[] path) {
        this.path = path;
    }

    /**
     * Where messages go.
     *
     * @param name what {@code NOTIFY_SOCKET} says: a path, or {@code @} and a name without a file; null when it is not set
     */
    public static Consumer<String> named(@Nullable String name) {
        byte[] path = name == null ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
        if (path.length < 2 || path.length >= PATH_BYTES || (path[0] != '/' && path[0] != '@')) {
            return state -> {};
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        return new NotifySocket(path);
    }

    @Override
    public synchronized void accept(String state) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) socket.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (descriptor < 0) {
                return;
            }
            byte[] text = state.getBytes(StandardCharsets.UTF_8);
            MemorySegment message = arena.allocateFrom(JAVA_BYTE, text);
            MemorySegment address = arena.allocate(Short.BYTES + PATH_BYTES);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, Short.BYTES, path.length);
            long sent = (long) sendTo.invokeExact(
                    descriptor, message, (long) text.length, MSG_NOSIGNAL, address, Short.BYTES + path.length);
            int closed = (int) close.invokeExact(descriptor);
            assert sent <= text.length && closed <= 0;
        } catch (Throwable e) {
            throw new IllegalStateException("the C library can't be called", e);
        }
    }

    @SuppressWarnings("restricted") // the jar's manifest grants native access
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
