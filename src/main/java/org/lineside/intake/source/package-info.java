/** From paths to pieces of text: finding files, hashing, decompressing, cutting at line ends. Each byte is read once. */
@NullMarked
package org.lineside.intake.source;

import org.jspecify.annotations.NullMarked;
