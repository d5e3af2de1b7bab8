/** A call beside its reference: where it ran, what was expected there, and what remains. */
@NullMarked
package org.lineside.comparison;

import org.jspecify.annotations.NullMarked;
