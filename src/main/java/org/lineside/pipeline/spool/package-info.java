/** The folder where probes put their files, and where these go once what they say is safe. Knows files, not radio. */
@NullMarked
package org.lineside.pipeline.spool;

import org.jspecify.annotations.NullMarked;
