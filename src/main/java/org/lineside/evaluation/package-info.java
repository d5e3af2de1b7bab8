/** Scores judged calls, findings and incidents against labels. Pure: rows come in as records. */
@NullMarked
package org.lineside.evaluation;

import org.jspecify.annotations.NullMarked;
