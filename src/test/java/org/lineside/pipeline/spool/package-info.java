@NullMarked
package org.lineside.pipeline.spool;

import org.jspecify.annotations.NullMarked;
