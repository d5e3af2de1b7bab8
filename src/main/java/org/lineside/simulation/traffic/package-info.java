/** What runs: vehicles with their mobiles, trains, their movement, the calls they make. */
@NullMarked
package org.lineside.simulation.traffic;

import org.jspecify.annotations.NullMarked;
