package org.lineside.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.logging.Logging.Scope;
import org.lineside.logging.Logging.Verbosity;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private static List<String> written(LogFormat format, Verbosity verbosity, Runnable work) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        Logging.start(format, verbosity, false, to);
        work.run();
        return to.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void speak() {
        try (Scope run = Logging.run("r-17")) {
            assertThat(run).isNotNull();
            MDC.put("stage", "intake");
            LoggerFactory.getLogger("org.lineside.intake.Reader")
                    .atInfo()
                    .addKeyValue("rejected", 2)
                    .log(
                            "read {} lines of {} in {} s",
                            Fields.lines(9000),
                            Fields.file(Path.of("/in/a.tsv")),
                            Fields.seconds(1.23456));
            MDC.remove("stage");
        }
        LoggerFactory.getLogger("org.lineside.Other").warn("outside");
    }

    @Test
    void peopleAndMachinesGetTheSameFacts() {
        assertThat(written(LogFormat.HUMAN, Verbosity.NORMAL, LoggingTest::speak))
                .containsExactly(
                        "INFO  [run r-17] read 9000 lines of /in/a.tsv in 1.235 s stage=intake rejected=\"2\"",
                        "WARN  outside");

        List<String> lines = written(LogFormat.JSON, Verbosity.NORMAL, LoggingTest::speak);
        JsonNode first = new JsonMapper().readTree(lines.getFirst());
        assertThat(first.get("@timestamp").stringValue()).endsWith("Z");
        assertThat(first.get("level").stringValue()).isEqualTo("INFO");
        assertThat(first.get("logger_name").stringValue()).isEqualTo("org.lineside.intake.Reader");
        assertThat(first.get("message").stringValue()).isEqualTo("read 9000 lines of /in/a.tsv in 1.235 s");
        assertThat(first.get("run_id").stringValue()).isEqualTo("r-17");
        assertThat(first.get("stage").stringValue()).isEqualTo("intake");
        assertThat(first.get("file").stringValue()).isEqualTo("/in/a.tsv");
        assertThat(first.get("lines").intValue()).isEqualTo(9000);
        assertThat(first.get("seconds").doubleValue()).isEqualTo(1.235);
        assertThat(first.get("rejected").intValue()).isEqualTo(2);
        assertThat(new JsonMapper().readTree(lines.get(1)).has("run_id")).isFalse();
    }

    @Test
    void verbosityDecidesWhatIsSaid() {
        Runnable speak = () -> {
            LoggerFactory.getLogger("org.lineside.X").debug("detail");
            LoggerFactory.getLogger("org.lineside.X").info("news");
            LoggerFactory.getLogger("org.other.X").info("of others");
            LoggerFactory.getLogger("org.lineside.X").warn("warning");
        };
        assertThat(written(LogFormat.HUMAN, Verbosity.QUIET, speak)).containsExactly("WARN  warning");
        assertThat(written(LogFormat.HUMAN, Verbosity.NORMAL, speak)).containsExactly("INFO  news", "WARN  warning");
        assertThat(written(LogFormat.HUMAN, Verbosity.VERBOSE, speak))
                .containsExactly("DEBUG detail", "INFO  news", "WARN  warning");
    }
}
