/**
 * The front door: reads the probes' files, rejects what breaks the contract, sets aside what cannot be read, and hands
 * on assembled calls.
 */
@NullMarked
package org.lineside.intake;

import org.jspecify.annotations.NullMarked;
