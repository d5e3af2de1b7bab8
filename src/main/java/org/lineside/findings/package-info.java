/** From observations to verdicts and findings: calibration, error rate, minimum effect, extent. */
@NullMarked
package org.lineside.findings;

import org.jspecify.annotations.NullMarked;
