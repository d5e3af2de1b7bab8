package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * No test: lets Maven, which knows the libraries of the tests, write the document for {@code integration-tests/evaluate.sh}.
 * Its name keeps it out of the test runs.
 */
@EnabledIfSystemProperty(named = "lineside.evaluation.runs", matches = ".+")
class WriteEvaluationDocument {
    @Test
    void write() throws IOException {
        EvaluationDocument.write(
                Path.of(System.getProperty("lineside.evaluation.place", "")),
                Path.of(System.getProperty("lineside.evaluation.to", "")),
                List.of(System.getProperty("lineside.evaluation.runs", "").split(" ")));
    }
}
