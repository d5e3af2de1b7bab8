/** The manual pages and the completion for bash, made out of what the program itself goes by, so that they can't lie. */
@NullMarked
package org.lineside.cli.manual;

import org.jspecify.annotations.NullMarked;
