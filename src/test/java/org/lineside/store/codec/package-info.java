/** Tests of the binary forms. */
@NullMarked
package org.lineside.store.codec;

import org.jspecify.annotations.NullMarked;
