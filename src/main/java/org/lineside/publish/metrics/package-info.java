/** The numbers that Zabbix watches. */
@NullMarked
package org.lineside.publish.metrics;

import org.jspecify.annotations.NullMarked;
