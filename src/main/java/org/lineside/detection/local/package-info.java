/**
 * The room of subsequences: three voters look at windows of all channels of a call's standardised residuals and say where
 * inside the call something begins and ends.
 *
 * <p>{@link org.lineside.detection.local.Subspace}: distance to the principal subspace of usual windows (Sub-PCA: Aggarwal,
 * Outlier Analysis, 2nd ed. 2017, ch. 3.3; leads the benchmark TSB-AD, Liu and Paparrizos, NeurIPS 2024).
 * {@link org.lineside.detection.local.Discord}: distance to the nearest usual window (Keogh, Lin, Fu, ICDM 2005).
 * {@link org.lineside.detection.local.LevelShift}: a scan for a stretch that differs from the rest of the call.
 */
@NullMarked
package org.lineside.detection.local;

import org.jspecify.annotations.NullMarked;
