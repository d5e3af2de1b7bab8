/** From findings to incidents: effects of mobiles, cells and sections, causes, incidents over time. */
@NullMarked
package org.lineside.attribution;

import org.jspecify.annotations.NullMarked;
