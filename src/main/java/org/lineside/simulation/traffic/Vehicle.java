package org.lineside.simulation.traffic;

import java.util.List;

/**
 * A vehicle with its radios.
 *
 * @param number of the vehicle
 * @param data the two data radios for train control
 * @param cab the cab radio for voice
 */
public record Vehicle(int number, List<Mobile> data, Mobile cab) {
    /** Copies the list. */
    public Vehicle {
        data = List.copyOf(data);
    }

    /** All radios of the vehicle. */
    public List<Mobile> mobiles() {
        return List.of(data.get(0), data.get(1), cab);
    }
}
