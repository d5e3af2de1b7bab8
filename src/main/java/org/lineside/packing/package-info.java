/** Numbers in little memory. */
@NullMarked
package org.lineside.packing;

import org.jspecify.annotations.NullMarked;
