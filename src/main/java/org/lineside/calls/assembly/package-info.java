/** From measurement lines in any order to one trace per call, in bounded memory. */
@NullMarked
package org.lineside.calls.assembly;

import org.jspecify.annotations.NullMarked;
