package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * No test: lets Maven, which knows the libraries of the tests, write the document for {@code integration-tests/evaluate.sh}.
 * Its name keeps it out of the test runs.
 */
@EnabledIfSystemProperty(named = "lineside.evaluation.place", matches = ".+")
class WriteEvaluationDocument {
    @Test
    void write() throws IOException {
        EvaluationDocument.write(
                Path.of(System.getProperty("lineside.evaluation.place", "")),
                Path.of(System.getProperty("lineside.evaluation.to", "")));
    }
}
