/** Tests of the command. */
@NullMarked
package org.lineside.cli;

import org.jspecify.annotations.NullMarked;
