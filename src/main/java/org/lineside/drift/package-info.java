/**
 * What changes too slowly for anybody to see it happen: the effects of cells and mobiles day by day, held against the golden
 * references, and charts of their sums (CUSUM).
 */
@org.jspecify.annotations.NullMarked
package org.lineside.drift;
