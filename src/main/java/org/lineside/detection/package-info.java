/** The contract of the rooms: each looks at compared calls in its own way and says what it saw. */
@NullMarked
package org.lineside.detection;

import org.jspecify.annotations.NullMarked;
