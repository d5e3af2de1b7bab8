/** The ground: tracks, masts, tunnels, and the level of every cell at every place. */
@NullMarked
package org.lineside.simulation.railway;

import org.jspecify.annotations.NullMarked;
