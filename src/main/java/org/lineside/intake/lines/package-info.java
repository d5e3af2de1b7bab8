/**
 * From bytes to rows: headers, the fast parser of measurement lines, the plain one of calls and events, Commons CSV for
 * the small reference files. Measurement lines are searched eight bytes at a time (SWAR: the has-zero trick of Mycroft
 * 1987 in its exact form) and go straight into packed rows; only a rejected line makes objects. More types than usual,
 * since the fast parser is made of small parts that nobody else may see.
 */
@NullMarked
package org.lineside.intake.lines;

import org.jspecify.annotations.NullMarked;
