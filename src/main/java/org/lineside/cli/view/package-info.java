/** What people see of the database: incidents as sentences, calls as curves drawn in characters. */
@NullMarked
package org.lineside.cli.view;

import org.jspecify.annotations.NullMarked;
