/**
 * The room of the autoencoder: windows of all residuals at once. What the channels usually do together, and one place
 * after the other, it has learned from the history; where they do something else, it can't give them back.
 */
@NullMarked
package org.lineside.detection.autoencoder;

import org.jspecify.annotations.NullMarked;
