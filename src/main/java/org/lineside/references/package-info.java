/** What the signal should look like: routes, the axis of each, and the expectation along it. */
@NullMarked
package org.lineside.references;

import org.jspecify.annotations.NullMarked;
