/** The command line: one small class a verb. */
@NullMarked
package org.lineside.cli;

import org.jspecify.annotations.NullMarked;
