/** What the program says while it works: the log for people and for machines, and progress. */
@NullMarked
package org.lineside.logging;

import org.jspecify.annotations.NullMarked;
