package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lineside.attribution.Incident;
import org.lineside.pipeline.IncidentLog.Change;
import org.lineside.store.Samples;

class IncidentLogTest {
    private static final Incident OPEN = Samples.incident("i1", "C1", 2, null);
    private static final Incident CLOSED = Samples.incident("i1", "C1", 2, 50);

    @Test
    void what_opens_closes_or_passes_is_told_and_what_stays_is_not() {
        assertThat(IncidentLog.change(null, OPEN)).isEqualTo(Change.OPENED);
        assertThat(IncidentLog.change(null, CLOSED)).isEqualTo(Change.PASSED);
        assertThat(IncidentLog.change(OPEN, CLOSED)).isEqualTo(Change.CLOSED);
        assertThat(IncidentLog.change(CLOSED, OPEN)).isEqualTo(Change.OPENED);
        assertThat(IncidentLog.change(OPEN, OPEN)).isNull();
        assertThat(IncidentLog.change(CLOSED, CLOSED)).isNull();
    }
}
