/** Arithmetic that no library on the class path has; knows nothing of radio. */
@NullMarked
package org.lineside.numeric;

import org.jspecify.annotations.NullMarked;
