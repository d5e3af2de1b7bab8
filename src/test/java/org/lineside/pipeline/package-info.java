@NullMarked
package org.lineside.pipeline;

import org.jspecify.annotations.NullMarked;
