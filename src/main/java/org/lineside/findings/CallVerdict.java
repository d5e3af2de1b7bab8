package org.lineside.findings;

import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallInfo;

/**
 * The judgement of one call.
 *
 * @param info the call
 * @param samples measurement reports judged
 * @param referenceId the reference it was compared with, null without one
 * @param verdict what is said of it
 * @param score grows with abnormality, comparable between calls: −log10 of the combined p-value, its tail continued
 * @param pValue combined calibrated p-value, 1 without a reference
 * @param explanation why the verdict is {@code explained}, {@code no_reference}, …; null where nothing is to be said
 */
public record CallVerdict(
        CallInfo info,
        int samples,
        @Nullable String referenceId,
        Verdict verdict,
        double score,
        double pValue,
        @Nullable String explanation) {
    /** Whether the call counts as anomalous. */
    public boolean anomalous() {
        return verdict == Verdict.ANOMALOUS;
    }
}
