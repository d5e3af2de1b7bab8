/** What the runs of an evaluation left, railway by railway. */
@NullMarked
package org.lineside.evaluation.runs;

import org.jspecify.annotations.NullMarked;
