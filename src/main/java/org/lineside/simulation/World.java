package org.lineside.simulation;

import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Railway;

/**
 * What all calls share.
 *
 * @param physics the constants
 * @param railway the ground
 * @param field the levels on it
 */
record World(Physics physics, Railway railway, RadioField field) {}
