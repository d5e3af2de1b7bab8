/**
 * The room of the autoencoder: windows of all residuals at once. What the channels usually do together, and one place after
 * the other, a small denoising autoencoder has learned from the history (Vincent et al., JMLR 11, 2010); where they do
 * something else, it can't give them back, and the error of what it gives back is the score (Sakurada and Yairi, MLSDA 2014).
 */
@NullMarked
package org.lineside.detection.autoencoder;

import org.jspecify.annotations.NullMarked;
