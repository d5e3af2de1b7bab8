@NullMarked
package org.lineside.intake;

import org.jspecify.annotations.NullMarked;
