package org.lineside.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence;
import org.lineside.calls.HandoverCause;
import org.lineside.comparison.NetworkShift;

class EvidenceCodecTest {
    private static final CallEvidence EMPTY = new CallEvidence(
            "call",
            "mobile",
            null,
            null,
            5,
            7,
            false,
            false,
            new NetworkShift.CallMean(7, "call", "mobile", Float.NaN, -0.1f),
            List.of(),
            List.of(),
            List.of());

    @Test
    void evidence_comes_back_the_same() {
        CallEvidence full = new CallEvidence(
                "c1",
                "m1",
                "EDOR",
                "4711",
                1_772_323_200_000L,
                1_772_323_300_000L,
                true,
                true,
                new NetworkShift.CallMean(1_772_323_300_000L, "c1", "m1", -1.2345678f, 0.1f),
                List.of(atom("A", 3, -12.34f, 17.25), atom("B", -1, Float.NaN, Double.NaN)),
                List.of(new CallEvidence.Presence("A", 1_772_323_200_500L, 9, 3, 5)),
                List.of(new CallEvidence.Step(CallEvidence.Kind.LATE, 1_772_323_200_900L, "A", "B", 6.25, true)),
                List.of(
                        new CallEvidence.Handover(
                                1_772_323_201_000L, "A", "B", "C", HandoverCause.DOWNLINK_QUALITY, false, null),
                        new CallEvidence.Handover(1_772_323_202_000L, "A", "B", "B", null, true, List.of("C", "D"))));
        CallEvidence again = EvidenceCodec.decode(EvidenceCodec.encode(full));
        assertThat(again)
                .usingRecursiveComparison()
                .withComparatorForType(Float::compare, Float.class)
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(full);
        assertThat(EvidenceCodec.encode(again)).isEqualTo(EvidenceCodec.encode(full));
        assertThat(EvidenceCodec.decode(EvidenceCodec.encode(EMPTY))).isEqualTo(EMPTY);
    }

    private static CallEvidence.Atom atom(String cell, int zone, float effect, double km) {
        float[] effects = {effect, Float.NaN, 0.5f, 0, Float.NaN, -1};
        return new CallEvidence.Atom(
                cell, "L1", zone, -1, 100, 200, km, km + 1, 4, effects, -71.5f, 0.125f, zone % 2 == 1);
    }

    /** Bytes of the form before it was kept which cells handovers passed over, as a build of that time wrote them. */
    @Test
    void evidence_of_the_form_before_is_read() {
        String kept = "AAAAk2NjSTZkyTVk4nB18Q9i4jAxNzRs+ND3ekr6ga7ZQJKJ6f///60cDQ0NH9gZ0AETkyPTi+8gxUxCTGxMXEwcPo"
                + "4hrkwd/8BCQEkmJyamR5xMTCwX/oOELvCzAAUdWYDCTixMzkBCwcU/3M/H0887PjDU0cczJJKBhYEJAA==";
        CallEvidence read = EvidenceCodec.decode(Base64.getDecoder().decode(kept));
        assertThat(read.handovers())
                .containsExactly(
                        new CallEvidence.Handover(
                                1_772_323_201_000L, "A", "B", "C", HandoverCause.DOWNLINK_QUALITY, false, null),
                        new CallEvidence.Handover(1_772_323_202_000L, "A", "B", "B", null, true, null));
        assertThat(read.trainNumber()).isEqualTo("4711");
        assertThat(EvidenceCodec.decode(EvidenceCodec.encode(read))).isEqualTo(read);
    }

    @Test
    void damaged_bytes_are_refused() {
        byte[] bytes = EvidenceCodec.encode(EMPTY);
        bytes[bytes.length - 1] ^= 0x55;
        bytes[5] ^= 0x55;
        assertThatThrownBy(() -> EvidenceCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
