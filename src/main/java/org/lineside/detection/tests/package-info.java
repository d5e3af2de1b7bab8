/** The room of statistical tests: a call and its stretches against the reference. */
@NullMarked
package org.lineside.detection.tests;

import org.jspecify.annotations.NullMarked;
