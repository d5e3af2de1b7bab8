package org.lineside.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineside.store.IsoTime;

/** Numbers, times and paragraphs as people read them. */
public final class Words {
    private Words() {}

    /** {@code 2026-03-01 04:34} UTC. */
    public static String minute(long ms) {
        String iso = IsoTime.format(ms);
        return iso.substring(0, 10) + ' ' + iso.substring(11, 16);
    }

    /** {@code 04:34:29} UTC. */
    public static String clock(long ms) {
        return IsoTime.format(ms).substring(11, 19);
    }

    /** With a sign and one decimal, or a dash where nothing was measured. */
    public static String signed(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%+.1f", value);
    }

    /** With one decimal, or a dash where nothing was measured. */
    public static String plain(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** {@code 1 call}, {@code 2 calls}. */
    public static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /** A p-value, or a dash. */
    public static String probability(double p) {
        return Double.isNaN(p) ? "-" : String.format(Locale.ROOT, p >= 0.001 ? "%.3f" : "%.1e", p);
    }

    /** The text in lines of at most this width, each behind the indent; a longer word stands alone. */
    public static List<String> wrapped(String text, String indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.replaceAll("\\p{Cntrl}", " ").strip().split(" +", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
