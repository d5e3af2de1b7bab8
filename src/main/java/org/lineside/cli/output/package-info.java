/** How the command shows things: lists as table, TSV or JSON, and progress. */
@NullMarked
package org.lineside.cli.output;

import org.jspecify.annotations.NullMarked;
