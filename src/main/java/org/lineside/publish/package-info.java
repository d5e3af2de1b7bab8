/** What leaves the program: metrics, report, export. Publishers know the store, never each other. */
@NullMarked
package org.lineside.publish;

import org.jspecify.annotations.NullMarked;
