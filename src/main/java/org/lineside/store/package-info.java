/**
 * The database: one SQLite file that holds everything, and the small one that Zabbix reads. The only package that speaks
 * JDBC. Times cross its border as epoch milliseconds and stand in the tables as ISO-8601 UTC text with milliseconds; NaN
 * stands as NULL.
 */
@NullMarked
package org.lineside.store;

import org.jspecify.annotations.NullMarked;
