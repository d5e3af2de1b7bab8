package org.lineside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lineside.findings.Verdict;

class SmokeTest {
    @Test
    void verdictsAreTheContractsWords() {
        assertThat(Verdict.NO_REFERENCE.word()).isEqualTo("no_reference");
    }
}
