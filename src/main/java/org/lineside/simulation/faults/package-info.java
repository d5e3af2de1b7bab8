/** What goes wrong, and what only looks so, with its truth. */
@NullMarked
package org.lineside.simulation.faults;

import org.jspecify.annotations.NullMarked;
