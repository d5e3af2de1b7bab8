@NullMarked
package org.lineside.intake.bench;

import org.jspecify.annotations.NullMarked;
