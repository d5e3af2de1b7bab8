/**
 * Simple ways to judge a call, from thresholds to an isolation forest: what the program must be better than to be worth its
 * complexity. They see the same calls and are scored against the same labels.
 */
@NullMarked
package org.lineside.baselines;

import org.jspecify.annotations.NullMarked;
