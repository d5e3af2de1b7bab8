/** The room of the handover graph: cells in unusual order, at unusual places, for unusually long. */
@NullMarked
package org.lineside.detection.graph;

import org.jspecify.annotations.NullMarked;
