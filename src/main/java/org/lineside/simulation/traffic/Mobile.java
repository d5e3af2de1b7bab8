package org.lineside.simulation.traffic;

/**
 * A radio on a vehicle.
 *
 * @param id identifier in the files
 * @param model maker's model
 * @param downlinkOffsetDb how much better than the average it receives, in dB
 * @param uplinkOffsetDb how much better than the average it is received, in dB
 */
public record Mobile(String id, String model, double downlinkOffsetDb, double uplinkOffsetDb) {}
