/** Watches the radio of a railway. */
@NullMarked
package org.lineside;

import org.jspecify.annotations.NullMarked;
