package org.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
    @Test
    void findsKeysBehindValuesOfSeveralLines() {
        KeyLines lines = KeyLines.of("""
                a = [ # not = a key
                  "x]", 'y#',
                  { q = 1 },
                ]
                b.c = ""\"
                d = 1
                \\""\" still
                ""\"
                "e.f" = '''
                [no]
                '''

                [t . u]  # comment
                g = { h = 1, i = "\\"}" }
                [[v]]
                k = 1""");
        assertThat(lines.line(List.of("a"))).isEqualTo(1);
        assertThat(lines.line(List.of("b", "c"))).isEqualTo(5);
        assertThat(lines.line(List.of("e.f"))).isEqualTo(9);
        assertThat(lines.line(List.of("t", "u"))).isEqualTo(13);
        assertThat(lines.line(List.of("t", "u", "g"))).isEqualTo(14);
        assertThat(lines.line(List.of("t", "u", "g", "h"))).isEqualTo(14);
        assertThat(lines.line(List.of("v", "k"))).isEqualTo(16);
    }

    @Test
    void countsLinesOfFilesWithCarriageReturns() {
        KeyLines lines = KeyLines.of("\uFEFF# x\r\n[s]\r\nk = 1\r\nl = 2\r\n");
        assertThat(lines.line(List.of("s", "k"))).isEqualTo(3);
        assertThat(lines.line(List.of("s", "l"))).isEqualTo(4);
        assertThat(lines.line(List.of("nowhere"))).isEqualTo(1);
    }
}
