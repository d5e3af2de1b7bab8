/**
 * From bytes to rows: headers, the fast parser of measurement lines, the plain one for everything else. Measurement
 * lines are searched eight bytes at a time (SWAR: the has-zero trick of Mycroft 1987 in its exact form) and go straight
 * into packed rows; only a rejected line makes objects.
 */
@NullMarked
package org.lineside.intake.lines;

import org.jspecify.annotations.NullMarked;
