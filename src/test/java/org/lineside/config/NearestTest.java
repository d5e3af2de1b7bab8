package org.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void findsTheKeySomebodyMeant() {
        List<String> known = List.of("intake.profile", "decision.storm", "paths.incoming");
        assertThat(Nearest.to("intake.profiles", known)).contains("intake.profile");
        assertThat(Nearest.to("incoming", known)).contains("paths.incoming");
        assertThat(Nearest.to("decision.strom", known)).contains("decision.storm");
        assertThat(Nearest.to("something.else", known)).isEmpty();
    }

    @Property(seed = "20261101", tries = 200)
    void isTheDistanceOfThePlainDefinition(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String a,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String b) {
        assertThat(Nearest.distance(a, b)).isEqualTo(naive(a, b));
    }

    private static int naive(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int same = naive(a.substring(1), b.substring(1)) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
        return Math.min(same, 1 + Math.min(naive(a.substring(1), b), naive(a, b.substring(1))));
    }
}
