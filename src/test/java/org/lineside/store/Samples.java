package org.lineside.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Incident;
import org.lineside.attribution.Scope;
import org.lineside.calls.CallInfo;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.findings.Verdict;

/** Values with which the tests fill a database; the day is 1 March 2026. */
public final class Samples {
    /** 2026-03-01T00:00:00Z. */
    public static final long DAY = 1_772_323_200_000L;

    private Samples() {}

    /** A call of ten minutes that ends this many minutes into the day. */
    public static CallVerdict call(String id, String mobile, int endMinute, Verdict verdict, double score) {
        long end = DAY + endMinute * 60_000L;
        CallInfo info = new CallInfo(id, mobile, "etcs", end - 600_000, end, "normal", "ICE 70", "HPi");
        String reference = verdict == Verdict.NO_REFERENCE ? null : "r1";
        return new CallVerdict(info, 1250, reference, verdict, score, Math.pow(10, -score), null);
    }

    /** A finding of two minutes. */
    public static Finding finding(
            String id, @Nullable String incident, String call, String mobile, String cell, int endMinute) {
        long end = DAY + endMinute * 60_000L;
        return new Finding(
                id,
                incident,
                call,
                mobile,
                cell,
                end - 120_000,
                end,
                "test",
                "rxlev_dl",
                -84.2,
                -71.5,
                -12.7,
                "dB",
                7.5,
                3.2e-8,
                6.4e-8,
                "{\"samples\":62}");
    }

    /** An incident of a cell. */
    public static Incident incident(String id, String cell, int severity, @Nullable Integer closedMinute) {
        return new Incident(
                id,
                Scope.CELL,
                cell,
                Cause.CELL_POWER_DROP,
                0.93,
                severity,
                DAY + 60_000,
                DAY + 3_600_000,
                closedMinute == null ? null : DAY + closedMinute * 60_000L,
                12,
                14,
                -12.7,
                "dB",
                "Cell " + cell + " is heard 12.7 dB weaker than before on the downlink; the uplink is unchanged.",
                "{\"alternatives\":[{\"cause\":\"cell_outage\",\"confidence\":0.05}]}");
    }

    /** A curve whose downlink level falls out of its band in the middle. */
    public static Curve curve(String call, int size) {
        long[] time = new long[size];
        float[] km = new float[size];
        int[] cell = new int[size];
        float[] observed = new float[size];
        float[] expected = new float[size];
        float[] lower = new float[size];
        float[] upper = new float[size];
        for (int i = 0; i < size; i++) {
            time[i] = DAY + i * 1920L;
            km[i] = Math.round(1000 * (12 + i * 0.1)) / 1000f;
            cell[i] = i * 3 / size;
            expected[i] = Math.round(100 * (-70 - 10 * Math.sin(i * 9.0 / size))) / 100f;
            lower[i] = expected[i] - 5;
            upper[i] = expected[i] + 5;
            observed[i] = i > size / 3 && i < size / 2 ? expected[i] - 14 : expected[i];
        }
        return new Curve(
                call,
                time,
                km,
                cell,
                List.of("C011", "C012", "C013"),
                List.of(new Curve.Series("rxlev_dl", "dBm", observed, expected, lower, upper)));
    }
}
