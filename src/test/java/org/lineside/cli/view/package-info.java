/** Tests of what people see. */
@NullMarked
package org.lineside.cli.view;

import org.jspecify.annotations.NullMarked;
