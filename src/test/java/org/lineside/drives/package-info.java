/** Do drives along one road fall into one reference? Measured on positions, which the program need not have seen. */
@NullMarked
package org.lineside.drives;

import org.jspecify.annotations.NullMarked;
