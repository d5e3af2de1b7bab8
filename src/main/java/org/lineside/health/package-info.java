/**
 * How cells, mobiles, handovers and places are, day by day, whether or not anything is wrong: effects against the
 * reference, and what a railway is held to. What a call says is kept by itself ({@link org.lineside.health.CallHealth}),
 * and the rows of a day are a function of its calls alone, however many runs they came in.
 */
@NullMarked
package org.lineside.health;

import org.jspecify.annotations.NullMarked;
