package org.lineside.findings;

import java.util.List;
import org.lineside.comparison.ComparedCall;

/**
 * A call with everything said of it.
 *
 * @param call the call beside its reference
 * @param verdict the judgement
 * @param findings the stretches behind it; empty unless the verdict is anomalous or explained
 */
public record JudgedCall(ComparedCall call, CallVerdict verdict, List<Finding> findings) {}
