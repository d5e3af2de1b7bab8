package org.lineside.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineside.health.CallHealth;
import org.lineside.health.HealthSamples;

class CallHealthCodecTest {
    @Test
    void what_a_call_says_comes_back_the_same() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200; i++) {
            CallHealth call = HealthSamples.random("call " + i, random);
            CallHealth again = CallHealthCodec.decode(CallHealthCodec.encode(call));
            assertThat(again)
                    .usingRecursiveComparison()
                    .withComparatorForType(Float::compare, Float.class)
                    .withComparatorForType(Double::compare, Double.class)
                    .isEqualTo(call);
            assertThat(CallHealthCodec.encode(again)).isEqualTo(CallHealthCodec.encode(call));
        }
    }

    @Test
    void damaged_bytes_are_refused() {
        byte[] bytes = CallHealthCodec.encode(HealthSamples.random("c", new SplittableRandom(5)));
        bytes[5] ^= 0x55;
        assertThatThrownBy(() -> CallHealthCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void levels_are_text() {
        assertThat(LevelsCodec.encode(new TreeMap<>(Map.of(-47, 12, -110, 1000))))
                .isEqualTo("-110:1000,-47:12");
        assertThat(LevelsCodec.decode("-110:1000,-47:12")).isEqualTo(Map.of(-47, 12, -110, 1000));
        assertThat(LevelsCodec.decode("")).isEmpty();
        assertThatThrownBy(() -> LevelsCodec.decode("-110")).isInstanceOf(NumberFormatException.class);
    }
}
