/** Tests of the database. */
@NullMarked
package org.lineside.store;

import org.jspecify.annotations.NullMarked;
