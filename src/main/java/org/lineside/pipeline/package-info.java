/** The order of the stages, and the two explicit lists: rooms and publishers. */
@NullMarked
package org.lineside.pipeline;

import org.jspecify.annotations.NullMarked;
