/** The configuration: one record tree, every problem reported at once. */
@NullMarked
package org.lineside.config;

import org.jspecify.annotations.NullMarked;
