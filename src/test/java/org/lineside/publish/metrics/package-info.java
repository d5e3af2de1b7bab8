/** Tests of the metrics. */
@NullMarked
package org.lineside.publish.metrics;

import org.jspecify.annotations.NullMarked;
