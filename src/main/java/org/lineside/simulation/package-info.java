/** A railway with labelled faults: traffic, radio, probes, and the truth beside them. */
@NullMarked
package org.lineside.simulation;

import org.jspecify.annotations.NullMarked;
