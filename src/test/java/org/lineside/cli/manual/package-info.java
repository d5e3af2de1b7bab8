@NullMarked
package org.lineside.cli.manual;

import org.jspecify.annotations.NullMarked;
