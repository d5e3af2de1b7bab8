/**
 * What is measured beside the built program: kernels by themselves (JMH), and other ways to read the same files. Compiled with
 * the tests so that they keep up with what they measure, run by {@code ./dev bench} alone.
 */
@NullMarked
package org.lineside.benchmarks;

import org.jspecify.annotations.NullMarked;
