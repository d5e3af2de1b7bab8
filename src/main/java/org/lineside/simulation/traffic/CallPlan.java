package org.lineside.simulation.traffic;

/**
 * A call that a train is going to make.
 *
 * @param callId identifier in the files
 * @param mobile the radio
 * @param service {@code etcs}, {@code voice} or {@code group}
 * @param startMs epoch milliseconds
 * @param endMs epoch milliseconds
 * @param uplink whether the mobile transmits: listeners of a group call do not
 * @param seed of everything random in the call
 */
public record CallPlan(
        String callId, Mobile mobile, String service, long startMs, long endMs, boolean uplink, long seed) {}
