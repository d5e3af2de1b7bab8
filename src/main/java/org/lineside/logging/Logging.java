package org.lineside.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.LoggerFactory;

/** Sets up the log, in code rather than in a file that would have to be searched for at every start. */
public final class Logging {
    static final String RUN_ID = "run_id";

    private Logging() {}

    /** How much is said. */
    public enum Verbosity {
        /** Warnings and errors. */
        QUIET,
        /** What an operator wants to know. */
        NORMAL,
        /** What helps to find out why. */
        VERBOSE;

        private Level level() {
            return switch (this) {
                case QUIET -> Level.WARN;
                case NORMAL -> Level.INFO;
                case VERBOSE -> Level.DEBUG;
            };
        }
    }

    /**
     * Writes the log in this form from now on.
     *
     * @param format for people or for machines
     * @param verbosity how much is said
     * @param withTime whether lines for people begin with the time
     * @param to where to; is not closed
     */
    public static void start(LogFormat format, Verbosity verbosity, boolean withTime, OutputStream to) {
        LoggerContext context = context();
        context.reset();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(format == LogFormat.JSON ? json(context) : human(context, withTime));
        appender.setOutputStream(new Unclosed(to));
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("org.lineside").setLevel(verbosity.level());
    }

    /** Every line from now until the returned scope is closed names this run, whichever thread writes it. */
    public static Scope run(String runId) {
        context().putProperty(RUN_ID, runId);
        return () -> context().putProperty(RUN_ID, null);
    }

    /** Ends what {@link #run} began. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Logback closes its streams when it is set up anew; this one belongs to somebody else. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static Encoder<ILoggingEvent> human(LoggerContext context, boolean withTime) {
        HumanLayout layout = new HumanLayout(withTime);
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setVersion(null);
        names.setLevelValue(null);
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setFieldNames(names);
        encoder.setFindAndRegisterJacksonModules(false);
        encoder.setTimeZone("UTC");
        encoder.start();
        return encoder;
    }
}
