/** The nouns of the data: calls, their traces, and the reference data beside them. */
@NullMarked
package org.lineside.calls;

import org.jspecify.annotations.NullMarked;
