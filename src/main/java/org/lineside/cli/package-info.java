/**
 * The command line: one small class a verb, one list of them, one place where failures become exit statuses.
 *
 * <p>A verb is a class with picocli's annotations on its own options; the common ones are added to each. It is registered
 * by a line in {@link org.lineside.cli.Verbs}.
 */
@NullMarked
package org.lineside.cli;

import org.jspecify.annotations.NullMarked;
