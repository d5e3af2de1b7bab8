/** Compact binary forms of a call's trace and curve: columns of differences, deflated. */
@NullMarked
package org.lineside.store.codec;

import org.jspecify.annotations.NullMarked;
