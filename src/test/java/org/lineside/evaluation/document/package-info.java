/** Gathers evaluations of many simulated railways, and of baselines on the same calls, into one document. */
@NullMarked
package org.lineside.evaluation.document;

import org.jspecify.annotations.NullMarked;
