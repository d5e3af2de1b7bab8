/** Whether p-values of calls in which nothing is wrong are uniform: figures and a plot for the evaluation's document. */
@NullMarked
package org.lineside.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
